"""Asking people afterwards how it was, looking after them, what worries them, and how a case ended."""

from amends.journey.followup.models.aftercare import Aftercare, Debrief, Help, SignOff, SupportRequest
from amends.journey.followup.models.calling import FollowUp
from amends.journey.followup.models.closing import Closing
from amends.journey.followup.models.concern import Concern
from amends.journey.followup.models.not_now import NotNow

__all__ = [
    "Aftercare",
    "Closing",
    "Concern",
    "Debrief",
    "FollowUp",
    "Help",
    "NotNow",
    "SignOff",
    "SupportRequest",
]
