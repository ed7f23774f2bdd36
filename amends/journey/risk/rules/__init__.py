"""Questions about risk.

For other rooms: `check_current(case, people)`, `what_is_missing(case, people, known)`, `standing_of`, `current_level`,
`latest_of`, `check_police`, `alert_of`, `check_series_closed(case)`, `checklist_of`.
"""

from amends.journey.risk.rules.standing import (
    ALERT,
    APPROVAL,
    NOT_SAFE,
    ORDER,
    Standing,
    against_each,
    alert_of,
    assessments_that_count,
    check_children,
    check_current,
    check_police,
    current_level,
    is_current,
    latest_of,
    measures_that_count,
    standing_of,
    taking_part,
    to_assess_anew,
    waiting_for_approval,
    wants_police,
    what_is_missing,
)

__all__ = [
    "ALERT",
    "APPROVAL",
    "NOT_SAFE",
    "ORDER",
    "Standing",
    "against_each",
    "alert_of",
    "assessments_that_count",
    "check_children",
    "check_current",
    "check_police",
    "current_level",
    "is_current",
    "latest_of",
    "measures_that_count",
    "standing_of",
    "taking_part",
    "to_assess_anew",
    "waiting_for_approval",
    "wants_police",
    "what_is_missing",
]
