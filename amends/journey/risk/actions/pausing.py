"""A change, a threat, a worry: logged, passed on to those who must act, and the case held where that is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message, tell_permitted
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.actions.assessing import raise_alert
from amends.journey.risk.models import Escalation, Hold, RiskChange, Worry
from amends.journey.risk.rules.pausing import CHANGE, RISE
from amends.journey.safeguarding.actions.harm import ask_reassessment

THREAT = "somebody was threatened"


@dataclass(frozen=True)
class Changed:
    """What has changed. `officer` and `email` are needed for a threat: that is where it goes at once."""

    factor: str
    direction: str
    on: date
    decision: str = ""
    reason: str = ""
    equality: str = ""
    is_threat: bool = False
    officer: str = ""
    email: str = ""


def note(
    by: User, participant: Participant, what: str, act: Act = Act.ALTERATION, recipient: str = ""
) -> None:
    """The line in the trail of that side."""
    subject = f"participant:{participant.pk}"
    record(by=by, act=act, what=f"risk.{what}", file=participant.file, subject=subject, recipient=recipient)


def page_of(participant: Participant) -> str:
    """Where it is read."""
    return reverse("risk:person", args=[participant.pk])


def tell_managers(participant: Participant, words: str) -> None:
    """Whoever decides hears of it now, without names."""
    case = participant.case
    tell_permitted(
        service=case.service,
        permission=Permission.APPROVAL_DECIDE,
        words=f"{case.number}: {words}",
        link=page_of(participant),
    )


@transaction.atomic
def place_hold(*, by: User, case: Case, kind: str) -> Hold:
    """Hold a case; again is harmless."""
    hold, new = Hold.objects.get_or_create(
        case=case, kind=kind, lifted_at=None, defaults={"service_id": case.service_id, "placed_by": by}
    )
    if new:
        record(by=by, act=Act.ALTERATION, what="risk.held", case=case, details={"kind": kind})
    return hold


@transaction.atomic
def lift_hold(*, by: User, case: Case, kind: str) -> None:
    """Let it go on."""
    held = Hold.objects.filter(case=case, kind=kind, lifted_at__isnull=True)
    if held.update(lifted_at=timezone.now(), lifted_by=by):
        record(by=by, act=Act.ALTERATION, what="risk.goes_on", case=case, details={"kind": kind})


@transaction.atomic
def let_go_on(*, by: User, case: Case, kind: str) -> None:
    """A manager lets a held case go on. What probation looks at goes on with their answer, and in no other way."""
    check_may(by, Permission.APPROVAL_DECIDE, case.service_id)
    if kind == Hold.Kind.RISE:
        raise Refused(
            "This goes on when the renewed assessment is entered.",
            source=RISE,
            opens="Enter it on the risk page.",
        )
    lift_hold(by=by, case=case, kind=kind)


@transaction.atomic
def log_change(*, by: User, participant: Participant, changed: Changed) -> RiskChange:
    """Log a change of a risk factor. A rise asks for a decision, tells the manager and asks for a new assessment.

    Refused when a rise comes without decision and reason (PF-045). A threat raises the alert, and where it comes from
    somebody responsible it goes to their officer at once and the case is held (SS-024).
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if changed.direction == RiskChange.Direction.UP and not (changed.decision and changed.reason.strip()):
        raise Refused(
            "Say whether the work goes on, pauses or should stop, and why.",
            source=CHANGE,
            field="reason" if changed.decision else "decision",
        )
    row = RiskChange(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        factor=changed.factor,
        direction=changed.direction,
        is_threat=changed.is_threat,
        on=changed.on,
        decision=changed.decision,
        reason=changed.reason,
        equality=changed.equality,
        logged_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, "change_logged", Act.COLLECTION)
    if row.direction == RiskChange.Direction.UP:
        _rise(by, row)
    if row.is_threat:
        _threat(by, row, changed)
    return row


def _rise(by: User, row: RiskChange) -> None:
    participant = row.participant
    tell_managers(participant, f"a risk has gone up; decided: {row.get_decision_display().lower()}.")
    ask_reassessment(by=by, participant=participant, link=page_of(participant))
    if row.decision != RiskChange.Decision.CONTINUE:
        place_hold(by=by, case=participant.case, kind=Hold.Kind.CHANGE)


def _threat(by: User, row: RiskChange, changed: Changed) -> None:
    participant = row.participant
    raise_alert(by=by, participant=participant, because=THREAT)
    if participant.side in {"responsible", "party_a", "party_b"} and changed.officer.strip():
        pass_on_rise(
            by=by,
            participant=participant,
            words=f"{changed.factor}. {changed.reason}".strip(),
            officer=changed.officer,
            email=changed.email,
        )
    elif participant.side == "responsible":
        raise Refused(
            "Say which officer manages the sentence: a threat goes to them at once.",
            source=RISE,
            field="officer",
        )


@transaction.atomic
def pass_on_rise(
    *, by: User, participant: Participant, words: str, officer: str, email: str = ""
) -> Escalation:
    """Pass on at once what may point to a high risk of serious harm; the case is held until probation has answered.

    The e-mail says that there is something and asks for a call. What it is goes by telephone or their own system.
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = Escalation(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        words=words,
        sent_to=officer.strip(),
        sent_by=by,
    )
    row.full_clean()
    row.save()
    case = participant.case
    if email:
        queue_message(
            by=by,
            channel=Message.Channel.EMAIL,
            to=Outside(email, officer.strip()),
            contents=Contents(
                subject="Please ring us today about risk",
                body=f"For our reference {case.number} we have something that may bear on the risk of serious harm. "
                f"Please ring us now: {case.service.telephone}. Our work is paused until you have assessed it.",
            ),
            belongs_to=participant.file,
            subject_key=row.subject,
            even_when_stopped=True,
        )
    note(by, participant, "passed_on", Act.DISCLOSURE, recipient=row.sent_to)
    tell_managers(
        participant, "something that may raise the risk was passed on to probation. The case is held."
    )
    place_hold(by=by, case=case, kind=Hold.Kind.RISE)
    return row


@transaction.atomic
def enter_renewed(*, by: User, row: Escalation, details: Mapping[str, object]) -> Escalation:
    """The renewed assessment has come: its day and level, who holds the case now, and whether the work goes on."""
    check_may(by, Permission.RISK_RECORD, row.service_id)
    for name, value in details.items():
        setattr(row, name, value)
    if row.renewed_on and row.renewed_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="renewed_on")
    if row.goes_on is None or not row.result:
        raise Refused("Enter the level and whether the work goes on.", source=RISE, field="result")
    row.full_clean()
    row.save()
    case = row.participant.case
    note(by, row.participant, "renewed", Act.COLLECTION)
    still = Escalation.objects.filter(participant__case=case, renewed_on__isnull=True).exists()
    if not row.goes_on:
        place_hold(by=by, case=case, kind=Hold.Kind.CHANGE)
    if not still:
        lift_hold(by=by, case=case, kind=Hold.Kind.RISE)
    return row


@transaction.atomic
def raise_worry(*, by: User, participant: Participant, words: str) -> Worry:
    """Say that something worries you. No meeting is booked or confirmed until it is decided (W8-216)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = Worry(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        words=words,
        raised_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, "worry_raised", Act.COLLECTION)
    tell_managers(participant, "somebody is worried that harm could come of it. Talk with them.")
    return row


@transaction.atomic
def decide_worry(*, by: User, worry: Worry, details: Mapping[str, str]) -> Worry:
    """Who was asked, what they advised and what was decided."""
    check_may(by, Permission.RISK_RECORD, worry.service_id)
    if worry.decided_on:
        raise Refused("This is decided already.", opens="Raise a new one if things have changed.")
    for name, value in details.items():
        setattr(worry, name, value)
    worry.decided_on, worry.decided_by = timezone.localdate(), by
    worry.full_clean()
    worry.save()
    note(by, worry.participant, "worry_decided")
    return worry
