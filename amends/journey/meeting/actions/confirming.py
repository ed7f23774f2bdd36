"""It takes place: everybody is told, and what is still to be looked at becomes a task."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.messages.actions import tell
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting.actions.people import MANAGER_CLOCK, send_confirmations
from amends.journey.meeting.actions.planning import lock, note
from amends.journey.meeting.actions.tasks import TASKS, start_task, start_task_of
from amends.journey.meeting.models import Arrangement, Meeting
from amends.journey.meeting.rules.confirming import check_can_confirm, manager_is_missing


@transaction.atomic
def confirm(*, by: User, meeting: Meeting) -> Meeting:
    """It takes place: everybody who comes is told in the way their card allows."""
    locked = lock(by, meeting)
    check_can_confirm(locked)
    locked.state, locked.confirmed_at = Meeting.State.CONFIRMED, timezone.now()
    locked.version += 1
    locked.save(update_fields=["state", "confirmed_at", "version"])
    note(by, locked, "confirmed")
    send_confirmations(by=by, meeting=locked)
    for user in facilitators_of(locked.case):
        if user.pk != by.pk:
            link = reverse("meeting:show", args=[locked.case.number])
            words = f"{locked.case.number}: the meeting is confirmed."
            tell(user=user, service=locked.case.service, words=words, link=link)
    _leave_tasks(by, locked)
    return locked


def _leave_tasks(by: User, meeting: Meeting) -> None:
    """What goes on next door is found out (W8-279), the door is told (KM-017), an offender manager is asked (W8-106)."""
    for row in meeting.arrangements.filter(key__in=TASKS, state=Arrangement.State.OPEN).order_by("pk"):
        start_task_of(by, row, meeting)
    if manager_is_missing(meeting, list(meeting.invitations.all())):
        start_task(by, meeting, MANAGER_CLOCK, "meeting:invite")
