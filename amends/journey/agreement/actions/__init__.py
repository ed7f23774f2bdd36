"""The only writers of agreements: drafting, agreeing and making final, copies, and what became of each point."""

from amends.journey.agreement.actions.agreeing import (
    agree,
    check_public,
    make_final,
    print_to_sign,
    settle,
)
from amends.journey.agreement.actions.copies import form_wanted, give_copy, note_office_copy
from amends.journey.agreement.actions.drafting import (
    Wording,
    add_party,
    draft,
    none_reached,
    put_words_together,
    take_out_party,
    take_out_point,
    write_point,
)
from amends.journey.agreement.actions.following import Result, record_told, set_status
from amends.journey.agreement.actions.objecting import object_to
from amends.journey.agreement.actions.office import note_asked, note_followed_up
from amends.journey.agreement.actions.outside import (
    link_to_plan,
    note_answer,
    note_result,
    post_entry,
    refer_on,
    review_in_plan,
)
from amends.journey.agreement.actions.paying import note_payment, plan_payments
from amends.journey.agreement.actions.reviewing import hold_review
from amends.journey.agreement.actions.sharing import close_distribution, send_outside
from amends.journey.agreement.actions.signing import add_scan, agree_on_paper, sign
from amends.journey.agreement.actions.wishing import Wanted, note_news, note_wish

__all__ = [
    "Result",
    "Wanted",
    "Wording",
    "add_party",
    "add_scan",
    "agree",
    "agree_on_paper",
    "check_public",
    "close_distribution",
    "draft",
    "form_wanted",
    "give_copy",
    "hold_review",
    "link_to_plan",
    "make_final",
    "none_reached",
    "note_answer",
    "note_asked",
    "note_followed_up",
    "note_news",
    "note_office_copy",
    "note_payment",
    "note_result",
    "note_wish",
    "object_to",
    "plan_payments",
    "post_entry",
    "print_to_sign",
    "put_words_together",
    "record_told",
    "refer_on",
    "review_in_plan",
    "send_outside",
    "set_status",
    "settle",
    "sign",
    "take_out_party",
    "take_out_point",
    "write_point",
]
