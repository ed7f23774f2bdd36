"""It takes place: everybody is told, and what is still to be looked at becomes a task."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.messages.actions import tell
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting.actions.people import MANAGER_CLOCK, send_confirmations
from amends.journey.meeting.actions.planning import DOOR_CLOCK, TASKS, lock, note
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
        due = _by_the_day_before(meeting) if TASKS[row.key] == DOOR_CLOCK else None
        _task(by, meeting, TASKS[row.key], "meeting:arrangements", due=due)
    if manager_is_missing(meeting, list(meeting.invitations.all())):
        _task(by, meeting, MANAGER_CLOCK, "meeting:invite")


def _by_the_day_before(meeting: Meeting) -> dt.datetime:
    """The end of the day before it; at once, where it is confirmed later than that."""
    day_before = end_of(timezone.localtime(meeting.starts_at).date() - dt.timedelta(days=1))
    now = timezone.now()
    return day_before if day_before > now else now + dt.timedelta(minutes=1)


def _task(by: User, meeting: Meeting, name: str, page: str, due: dt.datetime | None = None) -> None:
    about = About(
        service=meeting.case.service,
        subject=f"meeting:{meeting.pk}",
        case=meeting.case,
        link=reverse(page, args=[meeting.case.number]),
    )
    start_clock(by=by, name=name, about=about, due=due)
