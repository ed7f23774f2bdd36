"""Getting people ready: what was explained, what they need and want, who is beside them, and the plan of the case."""

from amends.journey.preparation.actions.company import (
    find_supporter,
    keep_affected,
    keep_backing,
    keep_helper,
    tell_backing,
)
from amends.journey.preparation.actions.considering import Considered, consider
from amends.journey.preparation.actions.first_talk import record_first_talk
from amends.journey.preparation.actions.looking_after import keep_measure, leave_behind, take_back
from amends.journey.preparation.actions.needs import (
    add_need,
    change_need,
    look_again_later,
    look_at_needs,
    meet_need,
    share_answer,
    take_over,
)
from amends.journey.preparation.actions.plan import change_aim, set_plan, usual_days
from amends.journey.preparation.actions.record import (
    TEXTS,
    add_unavailable,
    drop_unavailable,
    prepare,
    sign_off,
)
from amends.journey.preparation.actions.ways import Talk, choose_way, settle_way, weigh

__all__ = [
    "TEXTS",
    "Considered",
    "Talk",
    "add_need",
    "add_unavailable",
    "change_aim",
    "change_need",
    "choose_way",
    "consider",
    "drop_unavailable",
    "find_supporter",
    "keep_affected",
    "keep_backing",
    "keep_helper",
    "keep_measure",
    "leave_behind",
    "look_again_later",
    "look_at_needs",
    "meet_need",
    "prepare",
    "record_first_talk",
    "set_plan",
    "settle_way",
    "share_answer",
    "sign_off",
    "take_back",
    "take_over",
    "tell_backing",
    "usual_days",
    "weigh",
]
