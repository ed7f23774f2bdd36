"""Questions about getting people ready: the way they chose, the record of each, supporters, times and the plan.

For other rooms: `agreed_way(case)`, `check_way_agreed(case, way)`, `check_explained_to(participant)`,
`check_may_come(supporter)`, `check_measures(case)`, `check_others_asked(case)`, `check_nobody_kept_away(case, …)`.
"""

from amends.journey.preparation.rules.company import (
    affected_of,
    check_may_come,
    findings_that_count,
    is_party_elsewhere,
)
from amends.journey.preparation.rules.needs import lack_of, needs_of
from amends.journey.preparation.rules.plan import aim_of, late_at, steps_of, usual_steps
from amends.journey.preparation.rules.record import (
    EXPLAIN,
    check_can_sign_off,
    check_explained_to,
    check_measures,
    check_others_asked,
    check_video_considered,
    measures_of,
    record_of,
    unexplained,
    what_lacks,
)
from amends.journey.preparation.rules.times import check_nobody_kept_away, times_kept_free
from amends.journey.preparation.rules.ways import (
    Choosing,
    agreed_way,
    check_can_settle,
    check_may_communicate,
    check_way_agreed,
    choices_of,
    choices_that_count,
)

__all__ = [
    "EXPLAIN",
    "Choosing",
    "affected_of",
    "agreed_way",
    "aim_of",
    "check_can_settle",
    "check_can_sign_off",
    "check_explained_to",
    "check_may_come",
    "check_may_communicate",
    "check_measures",
    "check_nobody_kept_away",
    "check_others_asked",
    "check_video_considered",
    "check_way_agreed",
    "choices_of",
    "choices_that_count",
    "findings_that_count",
    "is_party_elsewhere",
    "lack_of",
    "late_at",
    "measures_of",
    "needs_of",
    "record_of",
    "steps_of",
    "times_kept_free",
    "unexplained",
    "usual_steps",
    "what_lacks",
]
