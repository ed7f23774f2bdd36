"""Courts, reports to them, sentences and what follows from a sentence."""

from amends.journey.court.models.case import Deferment, Phase
from amends.journey.court.models.courts import Court
from amends.journey.court.models.enforcement import Attendance, Enforcement
from amends.journey.court.models.opportunity import Opportunity
from amends.journey.court.models.papers import WantedPaper
from amends.journey.court.models.plan import PlannedMeeting
from amends.journey.court.models.programme import Programme, ProgressEntry
from amends.journey.court.models.proposal import Proposal
from amends.journey.court.models.report import ORDERS, CourtReport, DefermentModel, Vehicle
from amends.journey.court.models.result import HearingResult
from amends.journey.court.models.sentence import Sentence

__all__ = [
    "ORDERS",
    "Attendance",
    "Court",
    "CourtReport",
    "Deferment",
    "DefermentModel",
    "Enforcement",
    "HearingResult",
    "Opportunity",
    "Phase",
    "PlannedMeeting",
    "Programme",
    "ProgressEntry",
    "Proposal",
    "Sentence",
    "Vehicle",
    "WantedPaper",
]
