"""Writing contacts down and what follows from them.

For other rooms: `log_contact(by=, participant=, kind=, result=, at=, minutes=, ...)`, `make_appointment`.
"""

from amends.journey.contact.actions.appointments import (
    appointment_letter,
    make_appointment,
    settle_appointment,
)
from amends.journey.contact.actions.approaching import decide_approach, set_approach
from amends.journey.contact.actions.hosting import arrange_entry, note_accuracy, post_to_host
from amends.journey.contact.actions.logging import call_back, log_contact, note_reaction
from amends.journey.contact.actions.safety import (
    alert_missing,
    check_in,
    check_out,
    confirm_procedure,
    confirm_visit,
    plan_visit,
)

__all__ = [
    "alert_missing",
    "appointment_letter",
    "arrange_entry",
    "call_back",
    "check_in",
    "check_out",
    "confirm_procedure",
    "confirm_visit",
    "decide_approach",
    "log_contact",
    "make_appointment",
    "note_accuracy",
    "note_reaction",
    "plan_visit",
    "post_to_host",
    "set_approach",
    "settle_appointment",
]
