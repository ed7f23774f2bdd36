"""Questions about letters and messages: may one be begun, vetted, released, offered, delivered and ended.

For other rooms: `exchanges_of(case)`, `was_delivered(case)`, `open_exchanges(case)`.
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
    open_exchange,
    open_exchanges,
    other_ways_looked_for,
    was_delivered,
    was_offered,
)
from amends.journey.indirect.rules.writing import (
    check_can_begin,
    check_can_hand_in,
    check_can_vet,
    readers_of,
)

__all__ = [
    "Chain",
    "chain",
    "check_can_begin",
    "check_can_deliver",
    "check_can_fetch",
    "check_can_hand_in",
    "check_can_offer",
    "check_can_release",
    "check_can_vet",
    "exchanges_of",
    "is_known",
    "known_exchanges",
    "open_exchange",
    "open_exchanges",
    "other_ways_looked_for",
    "readers_of",
    "was_delivered",
    "was_offered",
]
