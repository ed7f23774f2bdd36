"""What the desk does with a referral, and what it asks about a case before it is accepted."""

from amends.journey.eligibility.actions.analysing import submit_harm_analysis
from amends.journey.eligibility.actions.assessing import accept_case, assess_again
from amends.journey.eligibility.actions.deciding import hand_over, send_back, turn_down
from amends.journey.eligibility.actions.enquiring import (
    FALLBACK_CLOCK,
    ask_agency,
    chase_agency,
    fallback_done,
    give_up_waiting,
    record_reply,
    start_fallbacks,
)
from amends.journey.eligibility.actions.following import (
    hand_over_acknowledged,
    hand_over_ended,
    look_again,
)
from amends.journey.eligibility.actions.joining import join_referrals
from amends.journey.eligibility.actions.listing import find_out, list_offence, unlist_offence
from amends.journey.eligibility.actions.opening import add_member, open_case_from
from amends.journey.eligibility.actions.screening import (
    Ruling,
    answer_likeness,
    answer_partner_case,
    ask_exception,
    note_intake,
    screen_referral,
)
from amends.journey.eligibility.actions.targeting import (
    add_conviction,
    judge_basic_facts,
    link_victim,
    record_score,
    record_target_test,
)

__all__ = [
    "FALLBACK_CLOCK",
    "Ruling",
    "accept_case",
    "add_conviction",
    "add_member",
    "answer_likeness",
    "answer_partner_case",
    "ask_agency",
    "ask_exception",
    "assess_again",
    "chase_agency",
    "fallback_done",
    "find_out",
    "give_up_waiting",
    "hand_over",
    "hand_over_acknowledged",
    "hand_over_ended",
    "join_referrals",
    "judge_basic_facts",
    "link_victim",
    "list_offence",
    "look_again",
    "note_intake",
    "open_case_from",
    "record_reply",
    "record_score",
    "record_target_test",
    "screen_referral",
    "send_back",
    "start_fallbacks",
    "submit_harm_analysis",
    "turn_down",
    "unlist_offence",
]
