"""Planning a meeting, preparing it, and writing down what happened."""

from amends.journey.meeting.actions.holding import add_remark, add_to_write_up, hold, sign_write_up, write_up
from amends.journey.meeting.actions.people import answer, invite, send_confirmations, set_care, take_off
from amends.journey.meeting.actions.planning import (
    Plan,
    cancel,
    change,
    confirm,
    plan,
    plan_arrival,
    set_ratio,
    settle,
    tell_of_missing_protocol,
)
from amends.journey.meeting.actions.venues import add_room, add_venue, change_venue
from amends.journey.meeting.actions.watching import film, stop_filming

__all__ = [
    "Plan",
    "add_remark",
    "add_room",
    "add_to_write_up",
    "add_venue",
    "answer",
    "cancel",
    "change",
    "change_venue",
    "confirm",
    "film",
    "hold",
    "invite",
    "plan",
    "plan_arrival",
    "send_confirmations",
    "set_care",
    "set_ratio",
    "settle",
    "sign_write_up",
    "stop_filming",
    "take_off",
    "tell_of_missing_protocol",
    "write_up",
]
