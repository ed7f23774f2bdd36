"""Asking people afterwards how it was, what worries them, and how a case ended."""

from amends.journey.followup.models.calling import FollowUp
from amends.journey.followup.models.closing import Closing
from amends.journey.followup.models.concern import Concern

__all__ = ["Closing", "Concern", "FollowUp"]
