"""When a meeting was held, everybody who was there is looked after: a list is made at once, staff included.

What is written down about a prisoner on the page of the meeting is not asked again here.
"""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.journey.followup.actions.caring import plan_after_meeting, prisoner_had_company
from amends.journey.meeting.models import Custody, Meeting
from amends.journey.meeting.signals import custody_support_given, meeting_held


@receiver(meeting_held, sender=Meeting, dispatch_uid="followup.meeting_held")
def meeting_was_held(meeting: Meeting, by: User, ended_at: datetime, **kwargs: Any) -> None:
    """In the same transaction, so that nobody is forgotten."""
    plan_after_meeting(by=by, meeting=meeting, at=ended_at)


@receiver(custody_support_given, sender=Custody, dispatch_uid="followup.custody_support_given")
def prisoner_was_looked_after(
    meeting: Meeting,
    participant: Participant,
    by: User,
    *,
    not_alone: bool,
    given_at: datetime,
    **kwargs: Any,
) -> None:
    """Whoever was alone stays on the list."""
    if not_alone:
        prisoner_had_company(by=by, meeting=meeting, participant=participant, at=given_at)
