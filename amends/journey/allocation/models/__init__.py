"""Who facilitates a case, what kind of case it is for them, and which papers they are given."""

from amends.journey.allocation.models.allocation import Allocation, LinkDetails
from amends.journey.allocation.models.pack import Pack, PackItem
from amends.journey.allocation.models.weight import SpecialistFinding, Weight

__all__ = ["Allocation", "LinkDetails", "Pack", "PackItem", "SpecialistFinding", "Weight"]
