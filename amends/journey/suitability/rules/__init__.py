"""Questions about suitability.

For other rooms: `what_is_missing(case)`, `check_suitable(case)`, `check_nobody_unsuitable(case)`,
`check_suitable_for_meeting(case)`, `is_against_meeting(person)`, `harmed_assessed(case)`, `flags_of(people)`,
`out_of_date(case)`,
`not_told_yet(case)`, `check_may_approach_for_meeting(case)`.
"""

from amends.journey.suitability.rules.judging import (
    Findings,
    InterviewMissingError,
    check_eligible,
    is_eligible,
    ways_to_judge,
)
from amends.journey.suitability.rules.later import (
    check_may_approach_for_meeting,
    not_told_yet,
    views_of,
    waiting,
)
from amends.journey.suitability.rules.standing import (
    Judged,
    against_each,
    any_found_unsuitable,
    check_nobody_unsuitable,
    check_suitable,
    check_suitable_for_meeting,
    flags_of,
    harmed_assessed,
    is_against_meeting,
    is_suitable,
    judged,
    judgements_that_count,
    latest_of,
    out_of_date,
    what_is_missing,
)

__all__ = [
    "Findings",
    "InterviewMissingError",
    "Judged",
    "against_each",
    "any_found_unsuitable",
    "check_eligible",
    "check_may_approach_for_meeting",
    "check_nobody_unsuitable",
    "check_suitable",
    "check_suitable_for_meeting",
    "flags_of",
    "harmed_assessed",
    "is_against_meeting",
    "is_eligible",
    "is_suitable",
    "judged",
    "judgements_that_count",
    "latest_of",
    "not_told_yet",
    "out_of_date",
    "views_of",
    "waiting",
    "ways_to_judge",
    "what_is_missing",
]
