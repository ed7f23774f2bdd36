"""Letters and messages: the exchange both may know of, the drafts of one side, and what reached the other."""

from amends.journey.indirect.models.considered import Considered
from amends.journey.indirect.models.draft import Draft
from amends.journey.indirect.models.exchange import Exchange
from amends.journey.indirect.models.offer import Offer

__all__ = ["Considered", "Draft", "Exchange", "Offer"]
