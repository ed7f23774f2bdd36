"""Every contact and attempt, appointments, what is known before the first approach, and the host's record."""

from amends.journey.contact.models.approach import Approach, ApproachDecision
from amends.journey.contact.models.contact import Appointment, Contact, HostPosting
from amends.journey.contact.models.safety import VisitSafety

__all__ = ["Appointment", "Approach", "ApproachDecision", "Contact", "HostPosting", "VisitSafety"]
