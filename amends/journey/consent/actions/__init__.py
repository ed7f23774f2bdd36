"""Writing down what people were told and agree to, stopping everything when they stop, and what an order adds to it."""

from amends.journey.consent.actions.asking_again import Again, ask_again
from amends.journey.consent.actions.explaining import Told, explain
from amends.journey.consent.actions.recording import Evidence, note_from_referral, record_consent, withdraw
from amends.journey.consent.actions.standing import (
    decide_resistance,
    mark_standing,
    note_resistance,
    resistance_is_over,
)
from amends.journey.consent.actions.stopping import AFTER_A_STOP, TELL_OTHERS

__all__ = [
    "AFTER_A_STOP",
    "TELL_OTHERS",
    "Again",
    "Evidence",
    "Told",
    "ask_again",
    "decide_resistance",
    "explain",
    "mark_standing",
    "note_from_referral",
    "note_resistance",
    "record_consent",
    "resistance_is_over",
    "withdraw",
]
