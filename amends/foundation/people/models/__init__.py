"""A person (or company, or group) in a case, and how they may be reached without harm. All of it is one side's file."""

from amends.foundation.people.models.contact_point import ContactPoint
from amends.foundation.people.models.person import Person
from amends.foundation.people.models.safe_contact import SafeContact

__all__ = ["ContactPoint", "Person", "SafeContact"]
