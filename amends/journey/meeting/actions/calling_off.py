"""What is called off in the same moment when somebody takes back their yes: the meeting, filming, observers."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.on_hold import end_hold
from amends.journey.meeting.actions.tasks import (
    drop_clocks_of,
    start_task,
    stop_what_goes_out,
    tell_of_change,
    tell_that_it_is_off,
)
from amends.journey.meeting.models import Booking, Invitation, Meeting

BOOKED_CLOCK = "task-meeting-off"


@transaction.atomic
def call_off(*, by: User, said_by: Participant, way: str) -> None:
    """Cancel what is ahead in a way that somebody no longer agrees to. Nobody is told who it was.

    What has begun is broken off and not cancelled: it is written down as it was.
    """
    case = said_by.case
    with as_clockwork(case.service):  # rooms, clocks and people of both sides
        begun = Q(state=Meeting.State.CONFIRMED, begins_at__lte=timezone.now())
        for meeting in Meeting.objects.ahead().filter(case=case, way=way).exclude(begun):
            Meeting.objects.filter(pk=meeting.pk).update(
                state=Meeting.State.CANCELLED,
                cancelled_at=timezone.now(),
                cancelled_because=Meeting.Because.OTHER,
                version=F("version") + 1,
            )
            Booking.objects.filter(meeting=meeting).update(freed=True)
            drop_clocks_of(by, meeting)
            end_hold(by, meeting)
            stop_what_goes_out(by, meeting)
            _note(by, meeting, "cancelled")
            tell_who_was_booked(by=by, meeting=meeting)
            tell_that_it_is_off(by, meeting, besides=said_by)


def tell_who_was_booked(*, by: User, meeting: Meeting) -> None:
    """The place, interpreters and guests know of no database: somebody rings them (nobody hears who stopped, or why)."""
    start_task(by, meeting, BOOKED_CLOCK, "meeting:show")


@transaction.atomic
def tell_of_stop(*, by: User, case: Case) -> None:
    """PostgreSQL has cancelled what was ahead in the same moment: whoever was booked is told so."""
    with as_clockwork(case.service):
        rows = Meeting.objects.filter(case=case, cancelled_because=Meeting.Because.STOPPED)
        for meeting in rows.filter(cancelled_at=case.stopped_at):
            tell_who_was_booked(by=by, meeting=meeting)


@transaction.atomic
def end_filming(*, by: User, case: Case) -> None:
    """Nobody films a meeting that somebody does not want filmed."""
    with as_clockwork(case.service):
        for meeting in Meeting.objects.ahead().filter(case=case).exclude(filmed_under=""):
            Meeting.objects.filter(pk=meeting.pk).update(filmed_under="")
            _note(by, meeting, "filming_off")


@transaction.atomic
def send_observers_away(*, by: User, case: Case) -> None:
    """Nobody watches a meeting that somebody does not want watched."""
    with as_clockwork(case.service):
        observers = Invitation.objects.filter(
            meeting__case=case, meeting__state__in=Meeting.AHEAD, capacity=Invitation.Capacity.OBSERVER
        ).exclude(answer=Invitation.Answer.NO)
        for invitation in observers.select_related("meeting__case"):
            Invitation.objects.filter(pk=invitation.pk).update(answer=Invitation.Answer.NO)
            _note(by, invitation.meeting, "observer_off")
            tell_of_change(by, invitation.meeting)


def _note(by: User, meeting: Meeting, what: str) -> None:
    subject = f"meeting:{meeting.pk}"
    record(by=by, act=Act.ALTERATION, what=f"meeting.{what}", case=meeting.case, subject=subject)
