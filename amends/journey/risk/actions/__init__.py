"""Assessing risk, telling those who must act on it at once, and asking for a police officer.

For other rooms: `assess(by=, participant=, moment=, finding=)`, `raise_alert(by=, participant=)`, `answer_alert`.
"""

from amends.journey.risk.actions.assessing import (
    Finding,
    answer_alert,
    assess,
    keep_assessment,
    raise_alert,
    weigh,
)
from amends.journey.risk.actions.measures import (
    complete_checklist,
    complete_place,
    end_measure,
    fall_away,
    keep_checklist,
    note_measure,
    put_in_place,
)
from amends.journey.risk.actions.police import ask_police, confirm_police

__all__ = [
    "Finding",
    "answer_alert",
    "ask_police",
    "assess",
    "complete_checklist",
    "complete_place",
    "confirm_police",
    "end_measure",
    "fall_away",
    "keep_assessment",
    "keep_checklist",
    "note_measure",
    "put_in_place",
    "raise_alert",
    "weigh",
]
