"""What people agreed with each other, point by point, who has a copy, and what became of every promise."""

from amends.journey.agreement.models.after import Review, Wish
from amends.journey.agreement.models.agreement import OutcomeAgreement, Party
from amends.journey.agreement.models.outside import Onward, PlanEntry, RunningEntry
from amends.journey.agreement.models.point import Point

__all__ = ["Onward", "OutcomeAgreement", "Party", "PlanEntry", "Point", "Review", "RunningEntry", "Wish"]
