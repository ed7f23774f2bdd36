"""What is bound to the day of a meeting: the day itself, what is on its way, and what is a task until then."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.messages.actions import stop_messages_about, tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting.models import Arrangement, Meeting
from amends.journey.meeting.rules.confirming import DOOR_NOTICE, NEXT_DOOR
from amends.journey.meeting.rules.finding import around
from amends.journey.meeting.rules.gate import compare

COORDINATOR = "coordinator"
TELL_CLOCK, OFF_CLOCK = "task-tell-of-meeting", "task-tell-meeting-is-off"
DAY_CLOCK, NEXT_DOOR_CLOCK, DOOR_CLOCK = "meeting-day", "task-look-next-door", "door-notice-confirmed"
GATE_CLOCK = "gate-list-again"
# What on the list is somebody's task from the moment the meeting is confirmed, until it is settled.
TASKS = {NEXT_DOOR: NEXT_DOOR_CLOCK, DOOR_NOTICE: DOOR_CLOCK}


def start_day(by: User, meeting: Meeting) -> None:
    """It stands on the worklists of those who facilitate, with hour and place."""
    place = meeting.venue.name if meeting.venue else "by video"
    start = timezone.localtime(meeting.starts_at)
    start_clock(
        by=by,
        name=DAY_CLOCK,
        title=f"Meeting at {start:%H:%M}, {place}",
        due=meeting.starts_at,
        about=About(
            service=meeting.case.service,
            subject=f"meeting:{meeting.pk}",
            case=meeting.case,
            link=reverse("meeting:show", args=[meeting.case.number]),
        ),
    )


def drop_clocks_of(by: User, meeting: Meeting) -> None:
    """What is bound to the day of the meeting falls away with that day."""
    for name in (DAY_CLOCK, DOOR_CLOCK, GATE_CLOCK):
        stop_clock(by=by, name=name, subject=f"meeting:{meeting.pk}", dropped=True)


def stop_what_goes_out(by: User, meeting: Meeting) -> None:
    """Nobody gets a letter about a time that no longer holds, on either side, whichever of them `by` works with."""
    with as_clockwork(meeting.case.service):
        stop_messages_about(by=by, case=meeting.case, subject_key=f"meeting:{meeting.pk}")


def tell_that_it_is_off(by: User, meeting: Meeting, besides: Participant | None = None) -> None:
    """Those who work on it learn of it at once; telling whoever counts on it is the task of those who know them.

    Nobody is told who called it off, and on which side. Who has said it themselves need not hear it.
    """
    case, told = meeting.case, {"participant__isnull": False, "confirmed_at__isnull": False}
    with as_clockwork(case.service):
        for invitation in meeting.invitations.filter(**told).select_related("participant__file"):
            if invitation.participant and invitation.participant != besides:
                _tell_person(by, meeting, invitation.participant)
        _tell_who_works_on_it(by, case)


def _tell_person(by: User, meeting: Meeting, person: Participant) -> None:
    """Where the task to tell them of it still waits, they never heard of it, and need not hear that it is off."""
    about = About(
        service=meeting.case.service,
        subject=f"participant:{person.pk}",
        case=meeting.case,
        file=person.file,
        link=reverse("casefile:person", args=[person.pk]),
    )
    if stop_clock(by=by, name=TELL_CLOCK, subject=about.subject, dropped=True) is None:
        start_clock(by=by, name=OFF_CLOCK, about=about)


def _tell_who_works_on_it(by: User, case: Case) -> None:
    """Everybody else who facilitates the case, and who coordinates the service."""
    for user in who_works_on(case):
        if user.pk != by.pk:
            link = reverse("meeting:show", args=[case.number])
            tell(user=user, service=case.service, words=f"{case.number}: the meeting is off.", link=link)


def who_works_on(case: Case) -> list[User]:
    """Its facilitators, and those who coordinate the service."""
    coordinators = held_today(case.service).filter(role=COORDINATOR).select_related("user")
    people = [*facilitators_of(case), *(each.user for each in coordinators)]
    return list({user.pk: user for user in people}.values())


def start_task_of(by: User, row: Arrangement, meeting: Meeting) -> None:
    """What is open on the list of a confirmed meeting is a task; before that it only shows on the board."""
    if row.key in TASKS and row.state == Arrangement.State.OPEN and meeting.state == Meeting.State.CONFIRMED:
        due = _by_the_day_before(meeting) if TASKS[row.key] == DOOR_CLOCK else None
        start_task(by, meeting, TASKS[row.key], "meeting:arrangements", due=due)


def start_task(
    by: User, meeting: Meeting, name: str, page: str, *, due: dt.datetime | None = None, title: str = ""
) -> None:
    """A task about this meeting, done on one of its pages."""
    about = About(
        service=meeting.case.service,
        subject=f"meeting:{meeting.pk}",
        case=meeting.case,
        link=reverse(page, args=[meeting.case.number]),
    )
    start_clock(by=by, name=name, about=about, due=due, title=title)


def tell_of_change(by: User, meeting: Meeting) -> None:
    """People, times or the place are others now: the door confirms anew, and a gate gets the new list."""
    ask_the_door_anew(by, meeting)
    mind_the_gate(by, meeting)


def mind_the_gate(by: User, meeting: Meeting) -> None:
    """A list that a gate has and that is out of date is a task, until the new one is sent or it fits again."""
    if not meeting.is_ahead or not meeting.gate_lists.exists():
        return
    found = compare(meeting, around(meeting))
    if found is None or not found.is_old:
        stop_clock(by=by, name=GATE_CLOCK, subject=f"meeting:{meeting.pk}", dropped=True)
        return
    title = f"The list sent to the gate on {found.day} is out of date: send it again"
    start_task(by, meeting, GATE_CLOCK, "meeting:gate", title=title)


def ask_the_door_anew(by: User, meeting: Meeting) -> None:
    """People, times or the place are no longer as the door confirmed them: it is to be confirmed again (KM-017).

    Who confirmed it before stays on the list, so that it is known whom to tell. Inside the caller's transaction.
    """
    confirmed = meeting.arrangements.filter(key=DOOR_NOTICE, state=Arrangement.State.YES).first()
    if confirmed is None or not meeting.is_ahead:
        return
    confirmed.state, confirmed.said_on = Arrangement.State.OPEN, None
    confirmed.save(update_fields=["state", "said_on"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="meeting.door_asked_anew",
        case=meeting.case,
        subject=f"meeting:{meeting.pk}",
    )
    start_task_of(by, confirmed, meeting)


def _by_the_day_before(meeting: Meeting) -> dt.datetime:
    """The end of the day before it; at once, where it is confirmed later than that."""
    day_before = end_of(timezone.localtime(meeting.starts_at).date() - dt.timedelta(days=1))
    now = timezone.now()
    return day_before if day_before > now else now + dt.timedelta(minutes=1)
