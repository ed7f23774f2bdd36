"""Getting people ready: what was explained, what they need and want, who is beside them, and the plan of the case."""

from amends.journey.preparation.actions.company import find_supporter, keep_affected, keep_helper
from amends.journey.preparation.actions.first_talk import record_first_talk
from amends.journey.preparation.actions.looking_after import keep_measure, leave_behind, take_back
from amends.journey.preparation.actions.plan import change_aim, set_plan, usual_days
from amends.journey.preparation.actions.record import (
    TEXTS,
    add_need,
    add_unavailable,
    drop_unavailable,
    meet_need,
    prepare,
    sign_off,
)
from amends.journey.preparation.actions.ways import Talk, choose_way, settle_way, weigh

__all__ = [
    "TEXTS",
    "Talk",
    "add_need",
    "add_unavailable",
    "change_aim",
    "choose_way",
    "drop_unavailable",
    "find_supporter",
    "keep_affected",
    "keep_helper",
    "keep_measure",
    "leave_behind",
    "meet_need",
    "prepare",
    "record_first_talk",
    "set_plan",
    "settle_way",
    "sign_off",
    "take_back",
    "usual_days",
    "weigh",
]
