"""What can be done with a referral."""

from amends.journey.referral.actions.dealing import (
    add_contact,
    add_reference,
    amend,
    answer_question,
    ask_referrer,
    chase_referrer,
    check_typing,
    note_original_sent,
    state_facts,
    verify_answer,
)
from amends.journey.referral.actions.deciding import (
    accept,
    decline,
    merge,
    reopen,
    return_to_referrer,
    send_again,
    send_on,
    withdraw,
)
from amends.journey.referral.actions.drafting import (
    PassingOn,
    attach_file,
    discard_draft,
    pass_to_prison_officer,
    read_file,
    save_step,
    start_draft,
    submit,
)
from amends.journey.referral.actions.found import refer_found
from amends.journey.referral.actions.packs import (
    answer_pack,
    receive_pack,
    send_pack,
    settle_returned_pack,
)
from amends.journey.referral.actions.receiving import hand_in, hand_in_from_public, log_referral
from amends.journey.referral.actions.sentence import answer_five_again, note_talk, propose_sentence
from amends.journey.referral.actions.settings import keep_settings
from amends.journey.referral.actions.telling import (
    acknowledge,
    insecure_reply,
    note_ending,
    send_insecure_reply,
)
from amends.journey.referral.actions.worksheet import fill_part_two, note_dispatched, start_dispatch

__all__ = [
    "PassingOn",
    "accept",
    "acknowledge",
    "add_contact",
    "add_reference",
    "amend",
    "answer_five_again",
    "answer_pack",
    "answer_question",
    "ask_referrer",
    "attach_file",
    "chase_referrer",
    "check_typing",
    "decline",
    "discard_draft",
    "fill_part_two",
    "hand_in",
    "hand_in_from_public",
    "insecure_reply",
    "keep_settings",
    "log_referral",
    "merge",
    "note_dispatched",
    "note_ending",
    "note_original_sent",
    "note_talk",
    "pass_to_prison_officer",
    "propose_sentence",
    "read_file",
    "receive_pack",
    "refer_found",
    "reopen",
    "return_to_referrer",
    "save_step",
    "send_again",
    "send_insecure_reply",
    "send_on",
    "send_pack",
    "settle_returned_pack",
    "start_dispatch",
    "start_draft",
    "state_facts",
    "submit",
    "verify_answer",
    "withdraw",
]
