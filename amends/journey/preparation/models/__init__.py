"""Getting people ready: the record of each, who stands beside them, what they need, the way they choose, and the plan."""

from amends.journey.preparation.models.company import Affected, Backing, Helper, SupporterFinding
from amends.journey.preparation.models.first_talk import FirstTalk
from amends.journey.preparation.models.keywork import Keywork, ResourceUse
from amends.journey.preparation.models.looking_after import LeftBehind, Measure
from amends.journey.preparation.models.needs import Need, NeedsLook
from amends.journey.preparation.models.plan import Aim, PlanStep
from amends.journey.preparation.models.record import Preparation, Unavailable
from amends.journey.preparation.models.ways import SettledWay, WayChoice

__all__ = [
    "Affected",
    "Aim",
    "Backing",
    "FirstTalk",
    "Helper",
    "Keywork",
    "LeftBehind",
    "Measure",
    "Need",
    "NeedsLook",
    "PlanStep",
    "Preparation",
    "ResourceUse",
    "SettledWay",
    "SupporterFinding",
    "Unavailable",
    "WayChoice",
]
