"""Concerns and who was told of them, who they go to, what the adults of a child permit, and plans to keep people safe."""

from amends.journey.safeguarding.models.afterwards import SelfHarm
from amends.journey.safeguarding.models.concern import Concern, Told
from amends.journey.safeguarding.models.discussion import Discussion
from amends.journey.safeguarding.models.lead import Officer, OutOfHours, Reading
from amends.journey.safeguarding.models.plan import Incident, SafetyPlan
from amends.journey.safeguarding.models.young import AdultsSay, Weighing

__all__ = [
    "AdultsSay",
    "Concern",
    "Discussion",
    "Incident",
    "Officer",
    "OutOfHours",
    "Reading",
    "SafetyPlan",
    "SelfHarm",
    "Told",
    "Weighing",
]
