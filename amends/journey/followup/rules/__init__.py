"""Who still has to be asked, what stands open, and whether and how a case may be closed."""

from amends.journey.followup.rules.calling import (
    attempts_since,
    check_settled,
    check_tried_enough,
    enough_attempts,
    is_everybody_asked,
    latest_of,
    open_concerns,
    open_follow_up,
    running_of,
    what_took_place,
)
from amends.journey.followup.rules.closing import (
    check_can_code,
    closing_of,
    referrals_of,
    who_gets_a_letter,
)

__all__ = [
    "attempts_since",
    "check_can_code",
    "check_settled",
    "check_tried_enough",
    "closing_of",
    "enough_attempts",
    "is_everybody_asked",
    "latest_of",
    "open_concerns",
    "open_follow_up",
    "referrals_of",
    "running_of",
    "what_took_place",
    "who_gets_a_letter",
]
