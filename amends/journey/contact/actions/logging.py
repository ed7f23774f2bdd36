"""Writing a contact down, once; clocks, hours, milestones and the host's record follow by themselves."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.models import Participant, Side
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.consent.actions import TELL_OTHERS
from amends.journey.contact.actions.hosting import await_posting
from amends.journey.contact.actions.safety import keep_safe
from amends.journey.contact.models import Appointment, Contact
from amends.journey.contact.rules import Plan, check_can_log, is_late
from amends.journey.contact.rules.attempts import count
from amends.journey.contact.rules.may_log import FIELD_WORK, STILL_ALLOWED
from amends.journey.contact.rules.seen import FIRST, SEEN
from amends.journey.contact.signals import appointment_settled
from amends.journey.risk.actions.sensitive import ask_wellbeing
from amends.journey.safeguarding.rules.children import TOLD_CLOCK
from amends.service.workforce.actions import log_time

IN_PERSON = (Contact.Kind.VISIT, Contact.Kind.INTERVIEW)
THEMSELVES = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER, Participant.Part.SPOKESPERSON)


class Details(TypedDict, total=False):
    """Optional parts of a contact."""

    purpose: str
    direction: str
    note: str
    professional: str
    place_kind: str
    place: str
    present: list[int]
    both_facilitators: bool | None
    why_not_call: str
    reaction: str
    meeting_offered: bool | None
    next_step: str
    call_back_at: datetime | None
    appointment: Appointment | None
    disclosable: bool | None
    harm_signs: list[str] | None
    harm_sign_words: str
    why_apart: str


@transaction.atomic
def log_contact(
    *,
    by: User,
    participant: Participant,
    kind: str,
    result: str,
    at: datetime,
    minutes: int,
    written_by: User | None = None,
    **details: Unpack[Details],
) -> Contact:
    """Write down a contact or attempt; `minutes` are with travel. A letter is one of whoever wrote it (`written_by`).

    Refused as `check_can_log` says: the safe-contact card, two facilitators for visits, the appropriate adult, the
    person harmed first, training, a call before a letter. Without a purpose it is “engage” until they were reached,
    then “prepare”. Whoever was spoken with: the note says whether anything has to
    be passed on, and for the person responsible whether there was a sign of fresh harm (W8-193, W8-214). Late: 24 hours.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    before = list(Contact.objects.filter(participant=participant, at__lte=at).order_by("at", "pk"))
    tried = count(before)
    usual = Contact.Purpose.PREPARE if tried.ever_reached else Contact.Purpose.ENGAGE
    worker = written_by or by
    plan = Plan(
        by=worker,
        participant=participant,
        kind=kind,
        result=result,
        at=at,
        purpose=details.get("purpose") or usual,
        direction=details.get("direction") or Contact.Direction.OUT,
        present=details.get("present") or [],
        why_not_call=details.get("why_not_call", ""),
        why_apart=details.get("why_apart", ""),
        disclosable=details.get("disclosable"),
        signs=details.get("harm_signs"),
        before=before,
    )
    check_can_log(plan)
    now = timezone.now()
    contact = Contact(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        result=result,
        at=at,
        submitted_at=now,
        is_late=is_late(at, now),
        minutes=minutes,
        attempt=tried.in_vain + 1 if plan.goes_out else 0,
        logged_by=worker,
        **{**details, "purpose": plan.purpose, "direction": plan.direction, "present": list(plan.present)},
    )
    contact.full_clean()
    contact.save()
    what = f"contact.logged.{kind}"
    record(by=by, act=Act.COLLECTION, what=what, file=participant.file, subject=f"contact:{contact.pk}")
    _let_follow(by, contact)
    return contact


def _let_follow(by: User, contact: Contact) -> None:
    _settle_appointment(by, contact)
    _run_clocks(by, contact)
    _reach_milestones(by, contact)
    _count_hours(by, contact)
    _ask_how_they_are(contact)
    await_posting(by=by, contact=contact)
    keep_safe(by=by, contact=contact)
    if contact.call_back_at:
        call_back(by=by, contact=contact, at=contact.call_back_at)


def _settle_appointment(by: User, contact: Contact) -> None:
    """An appointment of that day and kind was kept, or was not; nobody has to say so twice (appendix 7B)."""
    if contact.appointment is None:
        day = timezone.localtime(contact.at).date()
        same = Appointment.objects.filter(
            participant=contact.participant, kind=contact.kind, kept="", at__date=day
        )
        contact.appointment = same.order_by("at").first()
    if contact.appointment and not contact.appointment.kept:
        contact.save(update_fields=["appointment"])
        kept = Appointment.Kept.KEPT if contact.is_reached else Appointment.Kept.MISSED
        contact.appointment.kept = kept
        contact.appointment.save(update_fields=["kept"])
        subject = f"appointment:{contact.appointment.pk}"
        record(by=by, act=Act.ALTERATION, what=f"appointment.{kept}", file=contact.file, subject=subject)
        appointment_settled.send(Appointment, by=by, appointment=contact.appointment)


def _about(contact: Contact, *, subject: str, link: str, owner: User | None = None) -> About:
    case = contact.participant.case
    return About(
        service=case.service,
        subject=subject,
        reference=case.number,
        link=link,
        case=case,
        file=contact.file,
        owner=owner,
    )


def _run_clocks(by: User, contact: Contact) -> None:
    """The 24 hours begin with the contact and end now, so that the timeliness figure counts them (appendix 7B)."""
    person = f"participant:{contact.participant_id}"
    link = reverse("contact:person", args=[contact.participant_id])
    subject = f"contact:{contact.pk}"
    start_clock(
        by=by,
        name="contact-logged",
        about=_about(contact, subject=subject, link=link, owner=contact.logged_by),
        at=contact.at,
    )
    stop_clock(by=by, name="contact-logged", subject=subject, at=contact.submitted_at)
    if contact.kind != Contact.Kind.LIAISON:
        stop_clock(by=by, name="call-back", subject=person, at=contact.submitted_at)
    if contact.is_reached and contact.participant.part == Participant.Part.PARENT:
        stop_clock(by=by, name=TOLD_CLOCK, subject=f"participant:{contact.participant.of_id}")
    if contact.is_reached and contact.kind != Contact.Kind.LIAISON:
        stop_clock(by=by, name="first-contact", subject=person, at=contact.submitted_at)
    if contact.kind != Contact.Kind.LIAISON and contact.purpose in STILL_ALLOWED:
        _told_of_a_stop(by, contact, person)


def _told_of_a_stop(by: User, contact: Contact, person: str) -> None:
    """Whoever was spoken with, or written to, after a stop knows that it goes no further (PF-107)."""
    if contact.is_reached or (contact.kind == Contact.Kind.LETTER and contact.result == Contact.Result.SENT):
        stop_clock(by=by, name=TELL_OTHERS, subject=person, at=contact.submitted_at)


def _reach_milestones(by: User, contact: Contact) -> None:
    participant = contact.participant
    if not contact.is_reached or contact.kind == Contact.Kind.LIAISON:
        return
    if participant.part not in THEMSELVES:
        return
    side = Side(participant.side)
    reach(by=by, case=participant.case, milestone=FIRST[side], at=contact.at)
    if contact.kind in IN_PERSON:
        reach(by=by, case=participant.case, milestone=SEEN[side], at=contact.at)


def _ask_how_they_are(contact: Contact) -> None:
    """After a meeting that got somebody ready, whoever works with them is asked how they are (HMPPS 4.10, PF-044)."""
    got_ready = contact.purpose == Contact.Purpose.PREPARE and contact.kind in FIELD_WORK
    if got_ready and contact.is_reached and contact.participant.part in THEMSELVES:
        ask_wellbeing(people=[contact.participant])


def _count_hours(by: User, contact: Contact) -> None:
    """A visit of both counts for both, so that nobody types it twice."""
    case = contact.participant.case
    users = [contact.logged_by]
    if contact.both_facilitators:
        users += [user for user in facilitators_of(case) if user.pk != contact.logged_by.pk]
    for user in users:
        log_time(
            by=by,
            service_id=contact.service_id,
            user=user,
            on=timezone.localtime(contact.at).date(),
            minutes=contact.minutes,
            case=case,
            subject=f"contact:{contact.pk}",
        )


@transaction.atomic
def call_back(*, by: User, contact: Contact, at: datetime) -> Contact:
    """Agree a time to try again; it becomes a reminder with the number one tap away (EX-159)."""
    check_may(by, Permission.CONTACT_LOG, contact.service_id)
    if at <= timezone.now():
        raise Refused("The time to call back lies in the future.", field="call_back_at")
    contact.call_back_at = at
    contact.save(update_fields=["call_back_at"])
    subject = f"participant:{contact.participant_id}"
    stop_clock(by=by, name="call-back", subject=subject, dropped=True)
    link = reverse("contact:log", args=[contact.participant_id])
    words = f"Call {contact.participant.initials} back"
    start_clock(
        by=by, name="call-back", about=_about(contact, subject=subject, link=link), due=at, title=words
    )
    return contact


@transaction.atomic
def note_reaction(*, by: User, contact: Contact, reaction: str, meeting_offered: bool) -> Contact:
    """After the first call to somebody harmed: how they took it and whether a meeting was offered (W8-269)."""
    check_may(by, Permission.CONTACT_LOG, contact.service_id)
    contact.reaction, contact.meeting_offered = reaction, meeting_offered
    contact.full_clean()
    contact.save(update_fields=["reaction", "meeting_offered"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="contact.reaction_noted",
        file=contact.file,
        subject=f"contact:{contact.pk}",
    )
    return contact
