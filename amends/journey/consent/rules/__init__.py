"""What somebody has agreed to just now, and what stands against going on. Every later step asks here first.

For other rooms: `check_consent`, `check_all_agree`, `check_may_contact`, `check_asked_again`, `check_may_share_with`,
`check_explained`, `check_condition_agreed`, `agreeing_to`, `may_be_named_in_research`, `had_stopped`.
"""

from amends.journey.consent.rules.asking import (
    check_answer,
    check_explained,
    counts,
    explanations_of,
    missing_points,
)
from amends.journey.consent.rules.asking_again import asked_again, check_asked_again, is_asked_again
from amends.journey.consent.rules.gates import (
    agreeing_to,
    check_all_agree,
    check_consent,
    check_may_contact,
    check_may_share_with,
    check_member_agreed,
    check_nobody_without_form,
    had_stopped,
    has_consent,
    is_going_on,
    is_one_of_a_group,
    may_be_named_in_research,
)
from amends.journey.consent.rules.standing import (
    check_can_be_condition,
    check_condition_agreed,
    check_not_resisting,
    is_statutory,
    resistance_of,
    setting,
    standing_of,
)
from amends.journey.consent.rules.switches import (
    Switch,
    Switchboards,
    answers_that_count,
    switchboard,
    switchboards,
)

__all__ = [
    "Switch",
    "Switchboards",
    "agreeing_to",
    "answers_that_count",
    "asked_again",
    "check_all_agree",
    "check_answer",
    "check_asked_again",
    "check_can_be_condition",
    "check_condition_agreed",
    "check_consent",
    "check_explained",
    "check_may_contact",
    "check_may_share_with",
    "check_member_agreed",
    "check_nobody_without_form",
    "check_not_resisting",
    "counts",
    "explanations_of",
    "had_stopped",
    "has_consent",
    "is_asked_again",
    "is_going_on",
    "is_one_of_a_group",
    "is_statutory",
    "may_be_named_in_research",
    "missing_points",
    "resistance_of",
    "setting",
    "standing_of",
    "switchboard",
    "switchboards",
]
