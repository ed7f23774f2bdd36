"""Every contact and attempt, appointments, what is known before the first approach, and the host's record."""

from amends.journey.contact.models.approach import Approach, ApproachDecision
from amends.journey.contact.models.contact import Appointment, Contact, HostPosting
from amends.journey.contact.models.hosting import AccuracyCheck, HostAccess
from amends.journey.contact.models.safety import VisitSafety

__all__ = [
    "AccuracyCheck",
    "Appointment",
    "Approach",
    "ApproachDecision",
    "Contact",
    "HostAccess",
    "HostPosting",
    "VisitSafety",
]
