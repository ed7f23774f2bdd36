"""Letters and messages: the exchange both may know of, the drafts of one side, and what reached the other."""

from amends.journey.indirect.models.basis import Basis
from amends.journey.indirect.models.considered import Considered
from amends.journey.indirect.models.draft import Draft
from amends.journey.indirect.models.effect import Effect
from amends.journey.indirect.models.exchange import Exchange
from amends.journey.indirect.models.offer import Offer
from amends.journey.indirect.models.viewing import Viewing

__all__ = ["Basis", "Considered", "Draft", "Effect", "Exchange", "Offer", "Viewing"]
