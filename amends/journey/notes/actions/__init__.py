"""Writing things down along the way, each with its line in the trail."""

from amends.journey.notes.actions.entering import (
    enter_elsewhere,
    note_tracking_taken,
    say_how_harmed,
    track,
)
from amends.journey.notes.actions.inspecting import Visit, open_inspection
from amends.journey.notes.actions.keeping import add_store, bring_back, keep_copy, take_out
from amends.journey.notes.actions.noting import add_to_oversight, correct_note, oversee, write_note
from amends.journey.notes.actions.splitting import split_off, who_stopped

__all__ = [
    "Visit",
    "add_store",
    "add_to_oversight",
    "bring_back",
    "correct_note",
    "enter_elsewhere",
    "keep_copy",
    "note_tracking_taken",
    "open_inspection",
    "oversee",
    "say_how_harmed",
    "split_off",
    "take_out",
    "track",
    "who_stopped",
    "write_note",
]
