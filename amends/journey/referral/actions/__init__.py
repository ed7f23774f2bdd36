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
    attach_file,
    discard_draft,
    read_file,
    save_step,
    start_draft,
    submit,
)
from amends.journey.referral.actions.found import refer_found
from amends.journey.referral.actions.receiving import hand_in, hand_in_from_public, log_referral
from amends.journey.referral.actions.telling import (
    acknowledge,
    insecure_reply,
    note_ending,
    send_insecure_reply,
)

__all__ = [
    "accept",
    "acknowledge",
    "add_contact",
    "add_reference",
    "amend",
    "answer_question",
    "ask_referrer",
    "attach_file",
    "chase_referrer",
    "check_typing",
    "decline",
    "discard_draft",
    "hand_in",
    "hand_in_from_public",
    "insecure_reply",
    "log_referral",
    "merge",
    "note_ending",
    "note_original_sent",
    "read_file",
    "refer_found",
    "reopen",
    "return_to_referrer",
    "save_step",
    "send_again",
    "send_insecure_reply",
    "send_on",
    "start_draft",
    "state_facts",
    "submit",
    "verify_answer",
    "withdraw",
]
