"""What follows from a community resolution contract, and where its actions can be carried out."""

from amends.journey.remedy.models.contract import ContractAction
from amends.journey.remedy.models.placement import Placement
from amends.journey.remedy.models.placement_use import PlacementUse

__all__ = ["ContractAction", "Placement", "PlacementUse"]
