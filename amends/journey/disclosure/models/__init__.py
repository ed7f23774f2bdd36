"""Disclosures, bundles of papers, news about risk, MAPPA, joint work, and what somebody lets be passed on."""

from amends.journey.disclosure.models.bundle import Bundle, Paper
from amends.journey.disclosure.models.disclosure import Disclosure
from amends.journey.disclosure.models.joint import JointItem, JointWork, Part
from amends.journey.disclosure.models.mappa import Mappa, MappaAgency
from amends.journey.disclosure.models.oversight import LevelOneOversight
from amends.journey.disclosure.models.passing import Allowed, VictimRequest
from amends.journey.disclosure.models.police import DetailsAsked
from amends.journey.disclosure.models.releasing import Item, Release, ReleaseAnswer
from amends.journey.disclosure.models.risk import RiskTold, RiskUpdate

__all__ = [
    "Allowed",
    "Bundle",
    "DetailsAsked",
    "Disclosure",
    "Item",
    "JointItem",
    "JointWork",
    "LevelOneOversight",
    "Mappa",
    "MappaAgency",
    "Paper",
    "Part",
    "Release",
    "ReleaseAnswer",
    "RiskTold",
    "RiskUpdate",
    "VictimRequest",
]
