"""Questions about a meeting: may it be planned, is everybody ready, may it be confirmed, held and signed.

For other rooms: `meeting_of(case)`, `check_ready(case)`, `was_held(case)`, `who_came(meeting)`.
"""

from amends.journey.meeting.rules.confirming import (
    check_can_confirm,
    manager_is_missing,
    warnings_of,
)
from amends.journey.meeting.rules.finding import (
    Around,
    around,
    meeting_of,
    meetings_of,
    the_one,
    was_held,
    who_came,
)
from amends.journey.meeting.rules.holding import check_can_hold, check_can_sign
from amends.journey.meeting.rules.planning import (
    check_arrivals,
    check_can_plan,
    check_visited,
    standing,
)
from amends.journey.meeting.rules.readiness import Board, Light, board, check_ready

__all__ = [
    "Around",
    "Board",
    "Light",
    "around",
    "board",
    "check_arrivals",
    "check_can_confirm",
    "check_can_hold",
    "check_can_plan",
    "check_can_sign",
    "check_ready",
    "check_visited",
    "manager_is_missing",
    "meeting_of",
    "meetings_of",
    "standing",
    "the_one",
    "warnings_of",
    "was_held",
    "who_came",
]
