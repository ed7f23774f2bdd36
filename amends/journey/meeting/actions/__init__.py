"""Planning a meeting, preparing it, and writing down what happened."""

from amends.journey.meeting.actions.confirming import confirm
from amends.journey.meeting.actions.costs import approve_expense, ask_for_money, pay_expense
from amends.journey.meeting.actions.deciding import decide_on_hold
from amends.journey.meeting.actions.gate import make_visitor_list, send_gate_list, set_gate_name
from amends.journey.meeting.actions.holding import add_to_write_up, hold, sign_write_up, write_up
from amends.journey.meeting.actions.interpreting import book_interpreter, free_interpreter
from amends.journey.meeting.actions.people import answer, invite, send_confirmations, set_care, take_off
from amends.journey.meeting.actions.planning import (
    Plan,
    cancel,
    change,
    plan,
    plan_arrival,
    set_family_slot,
    set_ratio,
    settle,
    tell_of_missing_protocol,
)
from amends.journey.meeting.actions.recording import (
    destroy_recording,
    name_viewer,
    register_recording,
    use_recording,
)
from amends.journey.meeting.actions.remarks import add_remark, note_themes, pass_on_remark
from amends.journey.meeting.actions.safety import (
    keep_safety_measure,
    note_custody_support,
    plan_custody,
    report_recording,
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
    "approve_expense",
    "ask_for_money",
    "book_interpreter",
    "cancel",
    "change",
    "change_venue",
    "confirm",
    "decide_on_hold",
    "destroy_recording",
    "film",
    "free_interpreter",
    "hold",
    "invite",
    "keep_safety_measure",
    "make_visitor_list",
    "name_viewer",
    "note_custody_support",
    "note_themes",
    "pass_on_remark",
    "pay_expense",
    "plan",
    "plan_arrival",
    "plan_custody",
    "register_recording",
    "report_recording",
    "send_confirmations",
    "send_gate_list",
    "set_care",
    "set_family_slot",
    "set_gate_name",
    "set_ratio",
    "settle",
    "sign_write_up",
    "stop_filming",
    "take_off",
    "tell_of_missing_protocol",
    "use_recording",
    "write_up",
]
