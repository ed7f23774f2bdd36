"""What can be done about a community resolution."""

from amends.journey.remedy.actions.breach import decide_after_breach, record_breach, tell_officer
from amends.journey.remedy.actions.contract import record_done, set_due
from amends.journey.remedy.actions.menu import keep_area, keep_district_menu, make_handout
from amends.journey.remedy.actions.noting import ask_for_cra1, keep_remedy, note_cra1_exception
from amends.journey.remedy.actions.placements import choose_placement, keep_placement, note_attendance

__all__ = [
    "ask_for_cra1",
    "choose_placement",
    "decide_after_breach",
    "keep_area",
    "keep_district_menu",
    "keep_placement",
    "keep_remedy",
    "make_handout",
    "note_attendance",
    "note_cra1_exception",
    "record_breach",
    "record_done",
    "set_due",
    "tell_officer",
]
