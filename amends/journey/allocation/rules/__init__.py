"""Questions about who facilitates a case.

For other rooms: `check_enough_for_visit(person)`, `check_enough_for_meeting(case, facilitators)`,
`facilitators_needed(case)`, `check_no_conflict(case)`, `facilitators_of(case)`.
"""

from amends.journey.allocation.rules.candidates import (
    AT_ONCE,
    Candidate,
    Search,
    candidates,
    check_can_offer,
    search,
)
from amends.journey.allocation.rules.conflicts import Conflict, check_no_conflict, conflicts_of
from amends.journey.allocation.rules.pack import (
    Paper,
    check_pack_is_decided,
    handover,
    pack_of,
)
from amends.journey.allocation.rules.two import (
    accepted_by,
    check_enough_for_meeting,
    check_enough_for_visit,
    check_offers_open,
    facilitators_needed,
    facilitators_of,
    facilitators_shown,
    files_at_high_risk,
    standing_facilitators,
    wanted_by_rules,
)

__all__ = [
    "AT_ONCE",
    "Candidate",
    "Conflict",
    "Paper",
    "Search",
    "accepted_by",
    "candidates",
    "check_can_offer",
    "check_enough_for_meeting",
    "check_enough_for_visit",
    "check_no_conflict",
    "check_offers_open",
    "check_pack_is_decided",
    "conflicts_of",
    "facilitators_needed",
    "facilitators_of",
    "facilitators_shown",
    "files_at_high_risk",
    "handover",
    "pack_of",
    "search",
    "standing_facilitators",
    "wanted_by_rules",
]
