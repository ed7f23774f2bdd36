"""What a contact sets going when somebody may come to harm, and coming back safely from a visit."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message, tell, tell_role
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import Appointment, Contact, VisitSafety
from amends.journey.contact.rules.safety import check_can_confirm_visit, not_back
from amends.journey.risk.actions import raise_alert
from amends.journey.safeguarding.actions.children import give_parent_task
from amends.journey.safeguarding.actions.harm import ask_reassessment
from amends.journey.safeguarding.actions.raising import Report, raise_concern
from amends.journey.safeguarding.models import Concern

CHECK_IN = "visit-check-in"
VISIT_FORM = "Wait 'til Eight section 5 para 7.1"
SIGN_SEEN = "the person harmed could be hurt again"


def keep_safe(*, by: User, contact: Contact) -> None:
    """A concern is begun, the risk is assessed anew, a parent is spoken with: whatever the note asks for."""
    participant = contact.participant
    if contact.why_apart:
        give_parent_task(by=by, participant=participant)
    if contact.harm_signs:
        raise_alert(by=by, participant=participant, because=SIGN_SEEN)
        link = reverse("risk:person", args=[participant.pk])
        ask_reassessment(by=by, participant=participant, link=link)
    if contact.disclosable:
        report = Report(
            kind=Concern.Kind.UNCLEAR,
            words=contact.note or "Something came up that may have to be passed on.",
            about=participant,
            known_at=contact.at,
            came_from=f"contact:{contact.pk}",
        )
        raise_concern(by=by, service=participant.case.service, report=report)


def _note(by: User, visit: VisitSafety, what: str) -> None:
    record(by=by, act=Act.ALTERATION, what=f"visit.{what}", file=visit.file, subject=visit.subject)


@transaction.atomic
def plan_visit(
    *, by: User, appointment: Appointment, check_in_with: User, ends_at: datetime, allowance: int = 30
) -> VisitSafety:
    """Say by when the visit ends and who waits to hear; planning it again changes it. Its clock rings the coordinator."""
    check_may(by, Permission.CONTACT_LOG, appointment.service_id)
    if ends_at <= appointment.at:
        raise Refused("It ends before it begins.", field="ends_at")
    visit = VisitSafety.objects.filter(appointment=appointment).first() or VisitSafety(
        service_id=appointment.service_id,
        file_id=appointment.file_id,
        appointment=appointment,
        visitor=appointment.with_user,
    )
    if visit.safe_at:
        raise Refused("This visit is over.")
    visit.check_in_with, visit.ends_at, visit.allowance = check_in_with, ends_at, allowance
    visit.full_clean()
    visit.save()
    _note(by, visit, "planned")
    _start_clock(by, visit)
    return visit


def _start_clock(by: User, visit: VisitSafety) -> None:
    case = visit.appointment.participant.case
    about = About(
        service=case.service,
        subject=visit.subject,
        reference=case.number,
        link=reverse("contact:visit", args=[visit.appointment_id]),
        case=case,
        file=visit.file,
        owner=visit.visitor,
    )
    stop_clock(by=by, name=CHECK_IN, subject=visit.subject, dropped=True)
    at = min(timezone.now(), visit.ends_at)
    start_clock(
        by=by, name=CHECK_IN, about=about, at=at, due=visit.alert_at, title="Check in after the visit"
    )


@transaction.atomic
def confirm_visit(*, by: User, visit: VisitSafety) -> VisitSafety:
    """The visit takes place. Refused while an officer whom the risk assessment asks for is not confirmed (EX-070)."""
    check_may(by, Permission.CONTACT_LOG, visit.service_id)
    check_can_confirm_visit(visit)
    return _keep_time(by, visit, "confirmed_at", "confirmed")


@transaction.atomic
def check_in(*, by: User, visit: VisitSafety) -> VisitSafety:
    """“I am there.” Refused before the visit is confirmed."""
    _check_theirs(by, visit)
    if visit.confirmed_at is None:
        raise Refused("This visit is not confirmed yet.", opens="Confirm it first.")
    return _keep_time(by, visit, "arrived_at", "arrived")


@transaction.atomic
def check_out(*, by: User, visit: VisitSafety) -> VisitSafety:
    """“I am out and safe.” Whoever waited hears of it."""
    _check_theirs(by, visit)
    stop_clock(by=by, name=CHECK_IN, subject=visit.subject)
    kept = _keep_time(by, visit, "safe_at", "safe")
    case = visit.appointment.participant.case
    words = f"{case.number}: {visit.visitor.name} is out of the visit and safe."
    tell(user=visit.check_in_with, service=case.service, words=words, about=f"{visit.subject}:safe")
    return kept


@transaction.atomic
def confirm_procedure(*, by: User, visit: VisitSafety, followed: bool) -> VisitSafety:
    """Whether the visit was made by the procedure of the service, said once they are out and safe (W8-235)."""
    _check_theirs(by, visit)
    if visit.safe_at is None:
        raise Refused("Say first that you are out and safe.", source=VISIT_FORM)
    visit.by_procedure = followed
    visit.full_clean()
    visit.save(update_fields=["by_procedure"])
    _note(by, visit, "by_procedure" if followed else "not_by_procedure")
    return visit


def _check_theirs(by: User, visit: VisitSafety) -> None:
    """The visitor says so, or whoever they have rung."""
    if by.pk not in {visit.visitor_id, visit.check_in_with_id}:
        check_may(by, Permission.REFERRAL_SCREEN, visit.service_id)


def _keep_time(by: User, visit: VisitSafety, field: str, what: str) -> VisitSafety:
    if getattr(visit, field) is None:
        setattr(visit, field, timezone.now())
        visit.save(update_fields=[field])
        _note(by, visit, what)
    return visit


@transaction.atomic
def alert_missing(*, service: Service, now: datetime) -> int:
    """Nobody has checked in after a visit: coordinators and whoever waits hear of it now (EX-112). Returns how many."""
    with as_clockwork(service) as hand:
        missing = not_back(service, now)
        for visit in missing:
            visit.missed_at = now
            visit.save(update_fields=["missed_at"])
            _note(hand, visit, "missed")
            _ring(hand, service, visit)
    return len(missing)


def _ring(hand: User, service: Service, visit: VisitSafety) -> None:
    number = visit.appointment.participant.case.number
    words = f"{number}: {visit.visitor.name} has not checked in after a visit. Ring them now."
    link = reverse("contact:visit", args=[visit.appointment_id])
    tell_role(service=service, role="coordinator", words=words, link=link, about=visit.subject)
    tell(user=visit.check_in_with, service=service, words=words, link=link, about=visit.subject)
    queue_message(
        by=hand,
        channel=Message.Channel.EMAIL,
        to=visit.check_in_with,
        contents=Contents(
            subject="Please look at Amends now",
            body="A colleague has not checked in after a visit. Sign in to Amends: you find it under Today.",
        ),
        belongs_to=service,
        subject_key=visit.subject,
    )
