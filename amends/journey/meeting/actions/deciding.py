"""Deciding what becomes of a meeting that is on hold: it goes on, is put off, or is called off."""

from django.db import transaction

from amends.foundation.access.models import User
from amends.journey.meeting.actions.on_hold import end_hold
from amends.journey.meeting.actions.people import send_confirmations
from amends.journey.meeting.actions.planning import cancel, lock, note
from amends.journey.meeting.actions.tasks import start_day, start_task_of
from amends.journey.meeting.models import Decision, Meeting
from amends.journey.meeting.rules.on_hold import check_can_go_on, check_may_decide


@transaction.atomic
def decide_on_hold(*, by: User, meeting: Meeting, decision: str) -> Meeting:
    """Whoever is entitled says what becomes of it. It goes on only once everything that stood against it is put right.

    Raises Refused for who sees one side, for a facilitator who would let it go on, and while something stands against it.
    """
    locked = lock(by, meeting)
    check_may_decide(by, locked, decision)
    note(by, locked, "hold_decided", decision=decision)
    if decision == Decision.GOES_ON:
        return _go_on(by, locked)
    because = Meeting.Because.PUT_OFF if decision == Decision.PUT_OFF else Meeting.Because.OTHER
    return cancel(by=by, meeting=locked, because=because)


def _go_on(by: User, meeting: Meeting) -> Meeting:
    """As it was: the day is on the worklists again, and who had not been told yet is told now."""
    check_can_go_on(meeting)
    meeting.on_hold_since = None
    meeting.version += 1
    meeting.save(update_fields=["on_hold_since", "version"])
    end_hold(by, meeting)
    start_day(by, meeting)
    for row in meeting.arrangements.order_by("pk"):
        start_task_of(by, row, meeting)
    send_confirmations(by=by, meeting=meeting)
    return meeting
