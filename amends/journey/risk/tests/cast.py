"""Assessments and checklists as they usually are, for tests of every room that needs the risk looked at."""

from typing import Any

from amends.foundation.access.acting import acting_as
from amends.journey.risk.actions import (
    Finding,
    assess,
    complete_checklist,
    complete_place,
    put_in_place,
)
from amends.journey.risk.actions.knowing import confirm_read, write_summary
from amends.journey.risk.models import Measure
from amends.journey.risk.rules.checklist import checklist_key

NO_HARM = dict.fromkeys(("harm_other", "harm_there", "harm_staff", "harm_self"), "none")
_PERSON: dict[str, Any] = {
    "obstacles": "no",
    "danger": "no",
    "spoils_process": "no",
    "hurts_others": "no",
    "supported": "yes",
    "place_link": "no",
    "social_media": "no",
    "social_agreed": "Nothing is shown round.",
    "general": "Quiet people on both sides.",
    "incident": "A fence; nobody was hurt.",
}
_OFFENCE: dict[str, Any] = {
    "targeting": "no",
    "accounts_apart": "no",
    "contact_goes_on": "no",
    "absent_others": "no",
}
_WEAK = dict.fromkeys(
    ("weak_vulnerable", "weak_language", "weak_mental", "weak_known", "weak_disability", "weak_resilience"),
    "no",
)
CHECKLISTS: dict[str, dict[str, Any]] = {
    "risk-checklist-responsible": {**_OFFENCE, **_PERSON, "accepts": "yes"},
    "risk-checklist-harmed": {**_PERSON, **_WEAK, "expectations": "yes", "consent": "yes"},
    "risk-checklist-party": {**_OFFENCE, **_PERSON, "expectations": "yes", "consent": "yes"},
    "risk-checklist-supporter": {
        "motivation": "To be beside her.",
        "effect": "Calms it.",
        "known": "no",
        "obstacles": "no",
        "spoils_process": "no",
        "hurts_others": "no",
        "social_media": "no",
        "social_agreed": "Nothing is shown round.",
    },
}
PLACE: dict[str, Any] = {
    "place": "Rushmere Hall",
    "visited": "yes",
    "visited_words": "Fay, on Monday.",
    "access_met": "yes",
    "facilities": "yes",
    "location": "no",
}


def found(**changes: Any) -> Finding:
    """A low risk with nothing open."""
    usual = {
        "level": "low",
        "reasons": ["calm on both sides"],
        "safeguards": "two facilitators at every visit",
        "answers": NO_HARM,
    }
    return Finding(**{**usual, **changes})


def assessed(by, participant, moment="start", **changes):
    """One assessment on file."""
    return assess(by=by, participant=participant, moment=moment, finding=found(**changes))


def checked(by, participant, **changes):
    """The checklist on file, with everything that it asks for in place."""
    answers = {**CHECKLISTS[checklist_key(participant)], **changes}
    response = complete_checklist(by=by, participant=participant, answers=answers)
    for measure in Measure.objects.filter(participant=participant, ended_on=None, in_place_on=None):
        put_in_place(by=by, measure=measure)
    return response


def place_checked(by, case, **changes):
    """The hall was looked at."""
    return complete_place(by=by, case=case, answers={**PLACE, **changes})


def visit_ready(by, participant, *going, **details):
    """What those who visit must know is written, and they have read it."""
    with acting_as(by):
        summary = write_summary(
            by=by, participant=participant, details={"advice": "Two of you, in daylight.", **details}
        )
    for user in going:
        with acting_as(user):
            confirm_read(by=user, summary=summary)
    return summary
