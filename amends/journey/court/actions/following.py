"""What follows from a requirement: its plan, attendance, news to and from the offender manager, and its end."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import FileGrant
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import Appointment
from amends.journey.court.actions.sentencing import about_person
from amends.journey.court.law import basis_on
from amends.journey.court.models import Attendance, Enforcement, PlannedMeeting, Sentence
from amends.journey.court.rules.following import (
    appointments_of,
    attendance_rows,
    check_can_complete,
    check_can_plan_meeting,
    check_enforceable,
    plan_of,
    sessions_attended,
)

DECISION_CLOCK, TELL_CLOCK = "enforcement-decision", "task-tell-officer"
Kept = Appointment.Kept


def _note(by: User, sentence: Sentence, what: str, act: Act = Act.ALTERATION, recipient: str = "") -> None:
    subject = f"sentence:{sentence.pk}"
    record(by=by, act=act, what=what, file=sentence.file, subject=subject, recipient=recipient)


def _locked(by: User, sentence: Sentence) -> Sentence:
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    rows = Sentence.objects.select_for_update(of=("self",))
    return rows.select_related("participant__case__service", "file", "court", "officer").get(pk=sentence.pk)


@transaction.atomic
def plan_meeting(*, by: User, sentence: Sentence, kind: str, on: dt.date, days: Decimal) -> PlannedMeeting:
    """Put one more meeting into the plan of a requirement; four days in all are the most (W8-309, W8-364)."""
    found = _locked(by, sentence)  # two who plan at once share the four days
    check_can_plan_meeting(found, plan_of(found), days)
    meeting = PlannedMeeting(
        service_id=found.service_id,
        file_id=found.file_id,
        sentence=found,
        kind=kind,
        planned_on=on,
        days=days,
    )
    meeting.full_clean()
    meeting.save()
    _note(by, found, "requirement.meeting_planned")
    return meeting


@transaction.atomic
def hold_meeting(
    *, by: User, meeting: PlannedMeeting, on: dt.date, officer_there: bool, facilitator_there: bool
) -> PlannedMeeting:
    """Note that a planned meeting was held; a review counts with the offender manager and a facilitator there."""
    found = _locked(by, meeting.sentence)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    meeting.held_on, meeting.officer_there, meeting.facilitator_there = on, officer_there, facilitator_there
    meeting.full_clean()
    meeting.save()
    _note(by, found, "requirement.meeting_held")
    return meeting


@transaction.atomic
def drop_meeting(*, by: User, meeting: PlannedMeeting) -> None:
    """Take a meeting that was not held out of the plan; its days are free again."""
    found = _locked(by, meeting.sentence)
    if meeting.held_on:
        raise Refused("It has been held.")
    meeting.delete()
    _note(by, found, "requirement.meeting_dropped")


@transaction.atomic
def end_requirement(*, by: User, sentence: Sentence, how: str, on: dt.date) -> Sentence:
    """End a requirement: complete, ended by the court, or because somebody no longer wants to take part.

    The offender manager hears that it has ended, and of a stop never who stopped or that anybody failed.
    """
    found = _locked(by, sentence)
    if not found.is_statutory:
        raise Refused("There is no requirement that could end: taking part is voluntary.")
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if how == Sentence.End.COMPLETE:
        check_can_complete(plan_of(found))
    found.ended, found.ended_on = how, on
    found.full_clean()
    found.save()
    _note(by, found, f"requirement.{how}")
    number = found.participant.case.number
    words = {
        Sentence.End.COMPLETE: "the restorative requirement is complete.",
        Sentence.End.STOPPED: "the restorative work has ended. Taking part is voluntary: this is nobody's failure.",
        Sentence.End.REVOKED: "the restorative requirement has ended.",
    }[Sentence.End(how)]
    if found.officer:
        tell(user=found.officer, service=found.participant.case.service, words=f"{number}: {words}")
    return found


@transaction.atomic
def record_attendance(
    *,
    by: User,
    sentence: Sentence,
    appointment: Appointment,
    told_how: str = "",
    told_on: dt.date | None = None,
    reason: str = "",
    acceptable: bool | None = None,
    action: str = "",
    action_on: dt.date | None = None,
) -> Attendance:
    """Keep what proves whether somebody came to an appointment of their order, and what was done if not (W8-320)."""
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    check_enforceable(sentence)
    if not appointment.is_statutory or appointment.participant_id != sentence.participant_id:
        raise Refused("This appointment is no part of the order.")
    attendance = Attendance.objects.filter(appointment=appointment).first() or Attendance(
        service_id=sentence.service_id, file_id=sentence.file_id, sentence=sentence, appointment=appointment
    )
    attendance.recorded_by = by
    attendance.told_how, attendance.told_on = told_how, told_on
    attendance.reason, attendance.acceptable = reason.strip(), acceptable
    attendance.action, attendance.action_on = action, action_on
    attendance.full_clean()
    attendance.save()
    _note(by, sentence, "attendance.recorded")
    return attendance


@transaction.atomic
def note_missed(*, by: User, appointment: Appointment) -> Enforcement | None:
    """A missed appointment of an order goes to the offender manager the same day; a voluntary one to nobody (W8-373)."""
    running = Sentence.objects.filter(
        participant_id=appointment.participant_id, restorative=True, ended="", passed_on__lte=appointment.at
    )
    found = (
        running.select_related("participant__case__service", "file", "officer").order_by("-passed_on").first()
    )
    if found is None or not appointment.is_statutory or appointment.kept != Kept.MISSED:
        return None
    attendance = Attendance.objects.filter(appointment=appointment).first() or Attendance(
        service_id=found.service_id, file_id=found.file_id, sentence=found, appointment=appointment
    )
    attendance.recorded_by = by
    attendance.full_clean()
    attendance.save()
    if Enforcement.objects.filter(attendance=attendance).exists():
        return None
    news = Enforcement(
        service_id=found.service_id,
        file_id=found.file_id,
        sentence=found,
        attendance=attendance,
        reference=found.participant.case.number,
        missed_at=appointment.at,
        officer=found.officer,
        sent_at=timezone.now() if found.officer else None,
    )
    news.full_clean()
    news.save()
    _tell_officer(by, found, news)
    return news


def _tell_officer(by: User, sentence: Sentence, news: Enforcement) -> None:
    case, subject = sentence.participant.case, f"enforcement:{news.pk}"
    about = about_person(sentence.participant, subject)
    if sentence.officer is None:
        start_clock(by=by, name=TELL_CLOCK, about=about)
        return
    tell(
        user=sentence.officer,
        service=case.service,
        words=f"{case.number}: an appointment that is part of the order was missed.",
        link=reverse("court:decide", args=[news.pk]),
        about=subject,
    )
    _note(by, sentence, "enforcement.sent", Act.DISCLOSURE, recipient=f"user:{sentence.officer_id}")
    start_clock(by=by, name=DECISION_CLOCK, about=about)


@transaction.atomic
def decide(*, by: User, news: Enforcement, decision: str, on: dt.date) -> Enforcement:
    """The offender manager says what they have decided, or somebody here writes it down for them (W8-373)."""
    if by.pk != news.officer_id:
        check_may(by, Permission.CONTACT_LOG, news.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    news.decision, news.decided_on, news.decided_by = decision, on, by
    news.seen_at = news.seen_by = None
    news.full_clean(exclude=["sentence", "attendance", "file"])  # not the offender manager's to see
    news.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"enforcement.{decision}",
        service_id=news.service_id,
        subject=f"enforcement:{news.pk}",
    )
    service = news.service
    with as_clockwork(service):  # the offender manager sees neither the file nor who works on it
        for clock in (DECISION_CLOCK, TELL_CLOCK):
            stop_clock(by=by, name=clock, subject=f"enforcement:{news.pk}")
        grants = FileGrant.objects.filter(file=news.file_id, ended_at__isnull=True, suspended=False)
        users = [grant.user for grant in grants.select_related("user")]
        participant_id = Sentence.objects.values_list("participant", flat=True).get(pk=news.sentence_id)
    for user in users:
        tell(
            user=user,
            service=service,
            words=f"{news.reference}: the offender manager has decided about a missed appointment.",
            link=reverse("court:person", args=[participant_id]),
        )
    return news


@transaction.atomic
def note_step(*, by: User, sentence: Sentence, decision: str, on: dt.date) -> Enforcement:
    """Breach or recall that the offender manager began, whatever for, so that the facilitators know of it."""
    found = _locked(by, sentence)
    check_enforceable(found)
    news = Enforcement(
        service_id=found.service_id,
        file_id=found.file_id,
        sentence=found,
        reference=found.participant.case.number,
        officer=found.officer,
        decision=decision,
        decided_on=on,
        decided_by=by,
    )
    news.full_clean()
    news.save()
    return decide(by=by, news=news, decision=decision, on=on)


@transaction.atomic
def see_news(*, by: User, sentence: Sentence) -> int:
    """Whoever works with them has seen what was decided. Returns how much was new."""
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    new = Enforcement.objects.filter(sentence=sentence, seen_at__isnull=True).exclude(decision="")
    return new.update(seen_at=timezone.now(), seen_by=by)


@transaction.atomic
def attendance_record(*, by: User, sentence: Sentence) -> Document:
    """The evidence of attendance: when, told how, came or not, what was done. Nothing of what was spoken about."""
    found = _locked(by, sentence)
    check_enforceable(found)
    appointments = appointments_of(found)
    if not appointments:
        raise Refused("There is no appointment that is part of the order yet.")
    basis = basis_on(found.vehicle, found.passed_on)
    plan = plan_of(found)
    return make_document(
        by=by,
        template="attendance-record",
        context={
            "name": found.participant.person.full_name,
            "order": found.words,
            "made_on": found.passed_on,
            "court_name": found.court.name if found.court else "",
            "basis": basis.basis if basis else "",
            "rows": attendance_rows(appointments),
            "days": f"Sessions attended: {sessions_attended(appointments)}. Days of the requirement used or planned: "
            f"{plan.days.normalize():f}.",
        },
        file=found.file,
        subject=f"sentence:{found.pk}",
    )


@transaction.atomic
def pass_to_officer(*, by: User, sentence: Sentence, on: dt.date) -> Sentence:
    """Give the record of attendance to the offender manager, and note the day (SS-020)."""
    found = _locked(by, sentence)
    document = attendance_record(by=by, sentence=found)
    recipient = found.officer.name if found.officer else found.officer_words or "Offender manager"
    give_copy(by=by, document=document, how="email", recipient=recipient)
    found.told_officer_on = on
    found.full_clean()
    found.save()
    return found
