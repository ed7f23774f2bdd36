"""Somebody under MAPPA: the agencies that must know of restorative justice, and the proof that they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import end_of
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import Mappa, MappaAgency
from amends.journey.disclosure.rules import bodies_agreed
from amends.journey.risk.actions.sensitive import mark_sensitive
from amends.journey.risk.models import Assessment, Sensitive

TELL_CLOCK = "mappa-agency-told"
PASS_ON_CLOCK = "mappa-pass-on"  # noqa: S105  # the name of a clock
OFFICERS = {Mappa.Duty.COM: "community_offender_manager", Mappa.Duty.POM: "prison_offender_manager"}
SOURCE = "HMPPS framework 4.7, 6.24 and 6.39"
SENSITIVE_FROM = 2  # HMPPS framework 4.4, eighth factor


@dataclass(frozen=True)
class Duty:
    """Who has to tell the partners, when, and why then."""

    level: int
    duty: str
    share: str = ""
    reasons: str = ""
    meeting_on: date | None = None
    asked_by_harmed: bool = False
    officer: User | None = None
    liaison: User | None = None


@transaction.atomic
def save_mappa(*, by: User, participant: Participant, duty: Duty, agencies: Sequence[str] = ()) -> Mappa:
    """Note the duty with the judgement whether partners must know before their next meeting; tasks follow from it.

    The officer who manages the sentence has the duty, also where the person harmed asked (PF-138); a liaison officer
    only passes on what matters. Refused without the judgement (PF-121).
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    if not duty.share or not duty.reasons.strip():
        when = f" on {duty.meeting_on:%-d %B %Y}" if duty.meeting_on else ""
        raise Refused(
            f"Judge whether the partners must know before their next meeting{when}, and say why.",
            source=SOURCE,
            opens="Weigh the risk and how complex it is.",
            field="reasons" if duty.share else "share",
        )
    row = Mappa.objects.filter(participant=participant).first() or Mappa(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant
    )
    for name, value in duty.__dict__.items():
        setattr(row, name, value)
    row.decided_by, row.decided_on = by, timezone.localdate()
    row.full_clean()
    row.save()
    _note(by, row, Act.ALTERATION, "mappa.decided", share=duty.share)
    if row.level >= SENSITIVE_FROM:
        mark_sensitive(by=by, case=participant.case, because=Sensitive.Because.MANAGED)
    for name in agencies:
        note_agency(by=by, mappa=row, name=name)
    for agency in row.agencies.filter(active=True, told_on__isnull=True):
        _plan(by, row, agency)
    _plan_passing_on(by, row)
    return row


@transaction.atomic
def note_agency(*, by: User, mappa: Mappa, name: str) -> MappaAgency:
    """One more agency is actively involved and must be told."""
    check_may(by, Permission.CONTACT_LOG, mappa.service_id)
    agency = MappaAgency(
        service_id=mappa.service_id, file_id=mappa.file_id, mappa=mappa, name=name.strip()[:120]
    )
    agency.full_clean()
    agency.save()
    _note(by, mappa, Act.COLLECTION, "mappa.agency_noted")
    _plan(by, mappa, agency)
    return agency


def _plan(by: User, mappa: Mappa, agency: MappaAgency) -> None:
    """At once where the partners must know now, else by the meeting."""
    stop_clock(by=by, name=TELL_CLOCK, subject=agency.subject, dropped=True)
    now = (
        mappa.share == Mappa.Share.NOW or mappa.meeting_on is None or mappa.meeting_on < timezone.localdate()
    )
    start_clock(
        by=by,
        name=TELL_CLOCK,
        about=_about(mappa, agency.subject, mappa.officer),
        title=f"Tell a MAPPA agency: {agency.name}"[:160],
        due=None if now or mappa.meeting_on is None else end_of(mappa.meeting_on),
        role=OFFICERS[Mappa.Duty(mappa.duty)],
    )


def _plan_passing_on(by: User, mappa: Mappa) -> None:
    if mappa.liaison and mappa.liaison_passed_on is None:
        about = _about(mappa, f"mappa:{mappa.pk}", mappa.liaison)
        start_clock(by=by, name=PASS_ON_CLOCK, about=about)


def _about(mappa: Mappa, subject: str, owner: User | None) -> About:
    case = mappa.participant.case
    link = reverse("disclosure:mappa_task", args=[subject.replace(":", "-")])
    return About(
        service=case.service, subject=subject, case=case, file=mappa.participant.file, link=link, owner=owner
    )


@transaction.atomic
def tell_agency(*, by: User, agency: MappaAgency, what: str, how: str, on: date | None = None) -> None:
    """An agency has been told: when, what, how and by whom. Also by the officer whose task it is."""
    day = on or timezone.localdate()
    _check_may_do(by, agency.service_id, agency.subject)
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    agency.told_on, agency.told_what, agency.told_how, agency.told_by = day, what.strip(), how, by
    with as_clockwork(agency.mappa.participant.case.service):  # an officer sees no case
        agency.full_clean()
        agency.save()
        stop_clock(by=by, name=TELL_CLOCK, subject=agency.subject)
    _note(by, agency.mappa, Act.DISCLOSURE, "mappa.agency_told", recipient=agency.name)


@transaction.atomic
def agency_answered(*, by: User, agency: MappaAgency, answer: str, on: date | None = None) -> None:
    """What a partner who was told knows that bears on it; “nothing” is an answer too (PF-122)."""
    check_may(by, Permission.CONTACT_LOG, agency.service_id)
    agency.answered_on, agency.answer = on or timezone.localdate(), answer.strip()
    agency.full_clean()
    agency.save(update_fields=["answered_on", "answer"])
    _note(by, agency.mappa, Act.COLLECTION, "mappa.agency_answered")


@transaction.atomic
def plan_reviewed(
    *, by: User, mappa: Mappa, changed: bool, on: date | None = None, passed_on: date | None = None
) -> None:
    """The risk management plan was looked at again in the light of it, and the provider was told (PF-122)."""
    check_may(by, Permission.CONTACT_LOG, mappa.service_id)
    mappa.plan_reviewed_on, mappa.plan_changed = on or timezone.localdate(), changed
    mappa.plan_passed_on = passed_on
    mappa.full_clean()
    mappa.save(update_fields=["plan_reviewed_on", "plan_changed", "plan_passed_on"])
    _note(by, mappa, Act.ALTERATION, "mappa.plan_reviewed", changed=str(changed))


@transaction.atomic
def liaison_passed_on(*, by: User, mappa: Mappa) -> None:
    """The liaison officer has passed on to the officer what matters."""
    subject = f"mappa:{mappa.pk}"
    _check_may_do(by, mappa.service_id, subject)
    mappa.liaison_passed_on = timezone.localdate()
    with as_clockwork(mappa.participant.case.service):
        mappa.save(update_fields=["liaison_passed_on"])
        stop_clock(by=by, name=PASS_ON_CLOCK, subject=subject)
    _note(by, mappa, Act.DISCLOSURE, "mappa.passed_on", recipient=mappa.get_duty_display())


def _check_may_do(by: User, service_id: int, subject: str) -> None:
    """Whoever has the task may do it; otherwise it needs the right to work on the case."""
    if not Clock.objects.filter(subject=subject, owner=by, stopped_at__isnull=True).exists():
        check_may(by, Permission.CONTACT_LOG, service_id)


@transaction.atomic
def summarise(*, by: User, mappa: Mappa) -> Document:
    """Summarise the work for the next MAPPA meeting, without what the person harmed has not allowed (PF-123)."""
    check_may(by, Permission.CONTACT_LOG, mappa.service_id)
    participant = mappa.participant
    last = Assessment.objects.filter(participant=participant).order_by("-pk").first()
    running = Clock.objects.filter(case=participant.case, stopped_at__isnull=True)
    steps = running.filter(file=None) | running.filter(file=participant.file)
    harmed = Participant.objects.filter(
        case=participant.case, side="harmed", part=Participant.Part.PRINCIPAL, left_at__isnull=True
    )
    agreed = [each for each in harmed if "probation" in bodies_agreed(each)]
    context = {
        "meeting_on": mappa.meeting_on,
        "stage": participant.case.get_stage_display(),
        "initials": participant.initials,
        "risk_level": last.get_level_display() if last else "",
        "risk_points": list(last.reasons) if last else [],
        "safeguards": last.safeguards if last else "",
        "next_steps": [clock.title for clock in steps.order_by("due_at")],
        "harmed": [each.initials for each in agreed],
    }
    return make_document(
        by=by,
        paper=Paper("mappa-summary", context, subject=f"mappa:{mappa.pk}"),
        belongs_to=participant.file,
    )


def _note(by: User, mappa: Mappa, act: Act, what: str, *, recipient: str = "", **details: str) -> None:
    file = mappa.participant.file
    subject = f"participant:{mappa.participant_id}"
    record(by=by, act=act, what=what, file=file, subject=subject, recipient=recipient, details={**details})
