"""When a meeting was held, everybody who was there is looked after: a list is made at once, staff included."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.journey.followup.actions.caring import plan_after_meeting
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.signals import meeting_held


@receiver(meeting_held, sender=Meeting, dispatch_uid="followup.meeting_held")
def meeting_was_held(meeting: Meeting, by: User, ended_at: datetime, **kwargs: Any) -> None:
    """In the same transaction, so that nobody is forgotten."""
    plan_after_meeting(by=by, meeting=meeting, at=ended_at)
