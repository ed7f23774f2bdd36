"""Contents that are right, for tests to spoil one thing at a time."""

import re
from copy import deepcopy
from typing import Any

from amends.journey.referral.content import Rows, read_content
from amends.journey.referral.models import Referral

GOOD: dict[str, Any] = {
    "referral": {
        "incident": "A shed was broken into and a mower taken.",
        "happened_on": "2026-03-02",
        "referrer_name": "PC Paula Constable",
        "referrer_telephone": "01632 960 100",
        "reasons": ["caution"],
        "initiated_by": "victim",
        "between_them": "strangers",
        "previous_action": "None.",
        "went_to_court": "no",
        "leaflet_given": "yes",
        "leaflet_explained": "yes",
    },
    "people": [
        {
            "full_name": "Hazel Wren",
            "side": "harmed",
            "date_of_birth": "1970-05-04",
            "calls": "yes",
            "consent": "given",
            "consent_how": "signed",
            "consent_on": "2026-03-05",
            "contacts": [{"kind": "mobile", "value": "07700 900100"}],
        },
        {
            "full_name": "Rowan Finch",
            "side": "responsible",
            "date_of_birth": "1999-01-31",
            "calls": "yes",
            "consent": "given",
            "consent_how": "signed",
            "consent_on": "2026-03-05",
            "contacts": [{"kind": "mobile", "value": "07700 900200"}],
        },
    ],
    "references": [{"kind": "crime", "value": "42/990001/26"}],
    "checklist": {"willing": "yes", "abuse": "no", "court_case": "no", "young_person": "no"},
}

CRA1: dict[str, Any] = GOOD | {
    "referral": GOOD["referral"] | {"reasons": ["community_remedy"]},
    "resolution": {
        "offence": "theft of a mower",
        "offence_group": "theft",
        "wishes_informal_resolution": True,
        "understands_enforcement": True,
        "menu_read": True,
        "victim_hub_consent": "yes",
        "victim_signed": True,
        "victim_signed_on": "2026-03-05",
        "caution_given": True,
        "caution_for": "theft",
        "caution_reply": "I needed the money.",
        "accepts_responsibility": True,
        "enters_contract": True,
        "police_agree_proportionate": True,
        "told_of_disclosure": True,
        "consents_to_disclosure": True,
        "offender_hub_consent": "yes",
        "offender_signed": True,
        "offender_signed_on": "2026-03-05",
        "actions": [{"number": 2, "chosen_by_victim": True, "agreed_place": 1}],
        "sign_offs": [
            {
                "role": "investigating",
                "name": "PC Constable",
                "collar_number": "1234",
                "signed_on": "2026-03-05",
            },
            {
                "role": "supervising",
                "name": "PS Sergeant",
                "collar_number": "2345",
                "signed_on": "2026-03-06",
            },
        ],
    },
}


def changed(base: dict[str, Any], places: dict[str, Any]) -> dict[str, Any]:
    """A copy with some places changed: {"people.1.side": "harmed"}; None takes a place out."""
    copy = deepcopy(base)
    for place, value in places.items():
        *way, last = place.split(".")
        part: Any = copy
        for step in way:
            part = part[int(step) - 1] if step.isdecimal() else part.setdefault(step, {})
        if isinstance(part, list):
            part[int(last) - 1] = value
        elif value is None:
            part.pop(last, None)
        else:
            part[last] = value
    return copy


def find(pattern: str, text: str) -> str:
    """What the pattern's group, or the whole of it, matches; the test fails when nothing does."""
    found = re.search(pattern, text)
    assert found, f"{pattern} is not in {text[:2000]}"
    return found[1] if found.re.groups else found[0]


def rows_of(service: Any, content: dict[str, Any], form: str = "referral") -> Rows:
    """The rows of a content, not saved."""
    return read_content(Referral(service=service, form=form), content)
