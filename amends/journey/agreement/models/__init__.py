"""What people agreed with each other, point by point, who has a copy, and what became of every promise."""

from amends.journey.agreement.models.after import Review, Wish
from amends.journey.agreement.models.agreement import OutcomeAgreement, Party
from amends.journey.agreement.models.outside import Onward, PlanEntry, RunningEntry
from amends.journey.agreement.models.payment import Payment
from amends.journey.agreement.models.point import Point
from amends.journey.agreement.models.signing import Signature

__all__ = [
    "Onward",
    "OutcomeAgreement",
    "Party",
    "Payment",
    "PlanEntry",
    "Point",
    "Review",
    "RunningEntry",
    "Signature",
    "Wish",
]
