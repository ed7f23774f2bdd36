"""What follows from a requirement: its plan, attendance, news to and from the offender manager, and its end."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import FileGrant
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.contact.models import Appointment
from amends.journey.court.actions.sentencing import about_person
from amends.journey.court.models import Attendance, Enforcement, Sentence
from amends.journey.court.rules.following import (
    check_enforceable,
)

DECISION_CLOCK, TELL_CLOCK = "enforcement-decision", "task-tell-officer"
Kept = Appointment.Kept


def note_sentence(
    by: User, sentence: Sentence, what: str, act: Act = Act.ALTERATION, recipient: str = ""
) -> None:
    """One line of the trail about a sentence, in the file it belongs to."""
    subject = f"sentence:{sentence.pk}"
    record(by=by, act=act, what=what, file=sentence.file, subject=subject, recipient=recipient)


def locked_sentence(by: User, sentence: Sentence) -> Sentence:
    """The row for changing, for somebody who works with people."""
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    rows = Sentence.objects.select_for_update(of=("self",))
    return rows.select_related("participant__case__service", "file", "court", "officer").get(pk=sentence.pk)


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
    note_sentence(by, sentence, "enforcement.sent", Act.DISCLOSURE, recipient=f"user:{sentence.officer_id}")
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
    found = locked_sentence(by, sentence)
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
