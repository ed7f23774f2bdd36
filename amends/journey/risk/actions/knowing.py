"""What is known before anybody goes: orders that forbid contact, the summary for visits, and what others answer."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.risk.actions.pausing import note, page_of
from amends.journey.risk.models import ContactBar, RiskEnquiry, VisitSummary, VisitSummaryRead
from amends.journey.risk.rules.pausing import BAR, SECURITY, is_in_custody

ENQUIRY = "risk-enquiry"


@transaction.atomic
def note_bar(*, by: User, participant: Participant, details: Mapping[str, object]) -> ContactBar:
    """Note an order or condition that forbids contact. It stands in the file of the person bound by it (PF-088)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = ContactBar(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        noted_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    note(by, participant, "bar_noted", Act.COLLECTION)
    return row


@transaction.atomic
def vary_bar(*, by: User, bar: ContactBar, varied_by: str, varied_on: date) -> ContactBar:
    """Whoever can vary it has agreed in writing."""
    check_may(by, Permission.RISK_RECORD, bar.service_id)
    if varied_on > timezone.localdate():
        raise Refused("This day has not come yet.", source=BAR, field="varied_on")
    bar.varied_by, bar.varied_on = varied_by.strip(), varied_on
    bar.full_clean()
    bar.save(update_fields=["varied_by", "varied_on"])
    note(by, bar.participant, "bar_varied")
    return bar


@transaction.atomic
def write_summary(*, by: User, participant: Participant, details: Mapping[str, object]) -> VisitSummary:
    """Write what those who visit must know. Whoever goes reads it anew; whoever wrote it has (EX-040)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = VisitSummary(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        written_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    note(by, participant, "visit_summary_written", Act.COLLECTION)
    return row


@transaction.atomic
def confirm_read(*, by: User, summary: VisitSummary) -> VisitSummaryRead:
    """“I have read it”, with the time."""
    check_may(by, Permission.CONTACT_LOG, summary.service_id)
    row, new = VisitSummaryRead.objects.get_or_create(
        summary=summary, user=by, defaults={"service_id": summary.service_id, "file_id": summary.file_id}
    )
    if new:
        note(by, summary.participant, "visit_summary_read", Act.CONSULTATION)
    return row


@transaction.atomic
def ask_about(*, by: User, participant: Participant, kind: str, asked_of: str) -> RiskEnquiry:
    """Ask an officer, or for somebody in prison its security department. Its clock waits for the answer (W8-211)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if kind == RiskEnquiry.Kind.SECURITY and not is_in_custody(participant):
        raise Refused(
            "Security is asked about people in prison, and this person is not known to be in one.",
            source="Wait 'til Eight section 5 para 3.1",
            field="kind",
        )
    row = RiskEnquiry(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        asked_of=asked_of.strip(),
        asked_by=by,
    )
    row.full_clean()
    row.save()
    case = participant.case
    about = About(
        service=case.service,
        subject=row.subject,
        case=case,
        file=participant.file,
        link=page_of(participant),
        waiting_for=row.get_kind_display(),
    )
    start_clock(by=by, name=ENQUIRY, about=about)
    note(by, participant, "asked_about", Act.DISCLOSURE, recipient=row.asked_of)
    return row


@transaction.atomic
def file_answer(*, by: User, row: RiskEnquiry, details: Mapping[str, object]) -> RiskEnquiry:
    """File what was answered. Without a word under any heading it must say that there is nothing of concern."""
    check_may(by, Permission.RISK_RECORD, row.service_id)
    if row.answered_on:
        raise Refused("The answer is on file already.", opens="Ask again if things have changed.")
    for name, value in details.items():
        setattr(row, name, value)
    told = any(str(getattr(row, name)).strip() for name in ("known_before", "threats", "stress", "self_harm"))
    if not told and not row.nothing_of_concern:
        raise Refused(
            "Write down what was answered, or that there is nothing of concern.",
            source=SECURITY,
            field="nothing_of_concern",
        )
    row.answered_on = row.answered_on or timezone.localdate()
    row.full_clean()
    row.save()
    stop_clock(by=by, name=ENQUIRY, subject=row.subject)
    note(by, row.participant, "answer_filed", Act.COLLECTION)
    return row
