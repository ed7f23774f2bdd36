"""Questions about letters and messages: may one be begun, vetted, released, offered, delivered and ended.

For other rooms: `exchanges_of(case)`, `not_judged(case)`, `other_ways_looked_for(case)`.
"""

from amends.journey.indirect.rules.crossing import (
    check_can_deliver,
    check_can_fetch,
    check_can_offer,
    check_can_release,
)
from amends.journey.indirect.rules.finding import (
    Chain,
    chain,
    exchanges_of,
    is_known,
    known_exchanges,
    not_judged,
    open_exchange,
    other_ways_looked_for,
    was_offered,
)
from amends.journey.indirect.rules.grounds import Ground, check_ground, grounds_of
from amends.journey.indirect.rules.writing import (
    check_can_begin,
    check_can_hand_in,
    check_can_vet,
    readers_of,
)

__all__ = [
    "Chain",
    "Ground",
    "chain",
    "check_can_begin",
    "check_can_deliver",
    "check_can_fetch",
    "check_can_hand_in",
    "check_can_offer",
    "check_can_release",
    "check_can_vet",
    "check_ground",
    "exchanges_of",
    "grounds_of",
    "is_known",
    "known_exchanges",
    "not_judged",
    "open_exchange",
    "other_ways_looked_for",
    "readers_of",
    "was_offered",
]
