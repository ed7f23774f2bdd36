"""What is done after the communication and when a case ends."""

from amends.journey.followup.actions.calling import (
    begin_follow_up,
    decline_follow_up,
    give_up,
    settle_follow_up,
    start_follow_up,
)
from amends.journey.followup.actions.caring import (
    Ended,
    ask_for_support,
    end_aftercare,
    end_debrief,
    note_support_answer,
    sign_off,
)
from amends.journey.followup.actions.closing import (
    close_case,
    code_outcome,
    reopen_case,
    write_closing_letters,
)
from amends.journey.followup.actions.concerns import raise_concern, settle_concern
from amends.journey.followup.actions.helping import (
    note_help_given,
    note_not_now,
    promise_help,
    take_up_again,
)
from amends.journey.followup.actions.resending import ask_to_resend, note_resent
from amends.journey.followup.actions.telling import tell_outcome

__all__ = [
    "Ended",
    "ask_for_support",
    "ask_to_resend",
    "begin_follow_up",
    "close_case",
    "code_outcome",
    "decline_follow_up",
    "end_aftercare",
    "end_debrief",
    "give_up",
    "note_help_given",
    "note_not_now",
    "note_resent",
    "note_support_answer",
    "promise_help",
    "raise_concern",
    "reopen_case",
    "settle_concern",
    "settle_follow_up",
    "sign_off",
    "start_follow_up",
    "take_up_again",
    "tell_outcome",
    "write_closing_letters",
]
