"""Courts, reports to them, sentences and what follows from a sentence."""

from amends.journey.court.models.courts import Court, Opportunity
from amends.journey.court.models.report import (
    ORDERS,
    CourtReport,
    DefermentModel,
    HearingResult,
    Proposal,
    Vehicle,
)
from amends.journey.court.models.sentence import (
    Attendance,
    Deferment,
    Enforcement,
    Phase,
    PlannedMeeting,
    Sentence,
)

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
    "Proposal",
    "Sentence",
    "Vehicle",
]
