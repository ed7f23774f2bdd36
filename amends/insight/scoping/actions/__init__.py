"""What can be done in planning."""

from amends.insight.scoping.actions.assuming import set_assumptions, take_own_figures
from amends.insight.scoping.actions.cohorts import (
    add_to_cohort,
    change_cohort_case,
    make_cohort,
    note_cohort_taken,
)
from amends.insight.scoping.actions.expecting import expect_referrals
from amends.insight.scoping.actions.running import (
    finish_run,
    run_again,
    save_step,
    start_run,
    state_priorities,
)

__all__ = [
    "add_to_cohort",
    "change_cohort_case",
    "expect_referrals",
    "finish_run",
    "make_cohort",
    "note_cohort_taken",
    "run_again",
    "save_step",
    "set_assumptions",
    "start_run",
    "state_priorities",
    "take_own_figures",
]
