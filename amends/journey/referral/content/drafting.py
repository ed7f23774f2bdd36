"""From the answers of a draft, step by step, to the content of a referral. The boxes have the names of the fields."""

from collections.abc import Mapping
from typing import Any

from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.questionnaires import questionnaires
from amends.journey.referral.content.asked import AGREED, Answers, still_asked
from amends.journey.referral.content.rows import (
    PERSON_FIELDS,
    REFERRAL_FIELDS,
    REMEDY_FIELDS,
    RESOLUTION_FIELDS,
    SENTENCING_FIELDS,
    WORKSHEET_FIELDS,
)
from amends.journey.referral.models import ChecklistAnswer, ReferralPerson, SignOff
from amends.journey.referral.models.referral import Form

PEOPLE = ("person", "reach", "consent")
MOST_PEOPLE = 12
REFERENCE_BOXES = {
    "crime_number": "crime",
    "storm_reference": "storm",
    "athena_reference": "athena",
    "police_log": "log",
    "prison_number": "prison",
    "case_number": "case",
    "ucrn": "ucrn",
    "other_reference": "other",
}
# What goes without saying on the forms about a sentence.
ALWAYS: dict[str, dict[str, str]] = {
    Form.SENTENCE: {"court_stage": "awaiting_sentence", "went_to_court": "yes", "initiated_by": "agency"},
    Form.WORKSHEET: {"court_stage": "sentenced", "went_to_court": "yes", "initiated_by": "agency"},
}
CONTACT_BOXES = {
    "mobile": "mobile",
    "landline": "landline",
    "email_address": "email",
    "other_address": "address",
}


def people_in(answers: Answers) -> int:
    """How many people the draft speaks of so far; there is always room for the first."""
    count = 1
    while count < MOST_PEOPLE and answers.get(f"more-{count}", {}).get("another") is True:
        count += 1
    return count


def content_of(form: str, answers: Answers) -> dict[str, Any]:
    """What the draft says, as `read_content` takes it: without what is asked no more, and in no order of its own."""
    answers = still_asked(form, answers)
    about_people = tuple(f"{part}-" for part in (*PEOPLE, "more"))
    asked = {key for key in answers if key in questionnaires()}
    flat: dict[str, Any] = {}
    for key, step in answers.items():
        if not key.startswith(about_people) and key != "checklist" and key not in asked:
            flat |= {name: value for name, value in step.items() if value not in (None, "", [])}
    flat |= ALWAYS.get(form, {})
    people = _people_of(form, answers, flat)
    facts = {
        name: value for name, value in flat.items() if name in facts_table() and name not in REFERRAL_FIELDS
    }
    return {
        "referral": {name: value for name, value in flat.items() if name in REFERRAL_FIELDS},
        "people": people,
        "references": [
            {"kind": kind, "value": flat[box]} for box, kind in REFERENCE_BOXES.items() if box in flat
        ],
        "checklist": _checklist(answers.get("checklist", {})),
        "facts": facts,
        "resolution": _resolution(flat) if form == Form.CRA1 else None,
        "remedy": _some(flat, REMEDY_FIELDS) or None,
        "sentencing": _some(flat, SENTENCING_FIELDS) if form == Form.SENTENCE else None,
        "worksheet": _some(flat, WORKSHEET_FIELDS) if form == Form.WORKSHEET else None,
        "answers": {key: dict(answers[key]) for key in sorted(asked)},
    }


def _some(flat: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in flat.items() if name in names}


def _people_of(form: str, answers: Answers, flat: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The forms about a sentence speak of the person responsible alone."""
    if form == Form.CRA1:
        return _resolution_people(answers, flat)
    if form == Form.WORKSHEET:
        return _worksheet_person(flat)
    people = _people(answers)
    return [person | {"side": "responsible"} for person in people] if form == Form.SENTENCE else people


def _worksheet_person(flat: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Everything is on one page, their name and number too."""
    if not flat.get("full_name"):
        return []
    person = _some(flat, PERSON_FIELDS) | {"side": "responsible"}
    person["contacts"] = [
        {"kind": "mobile" if str(flat["telephone"]).startswith(("07", "+447")) else "landline"}
        | {"value": flat["telephone"]}
        for _ in range("telephone" in flat)
    ]
    return [person]


def _people(answers: Answers) -> list[dict[str, Any]]:
    people = [_person(answers, number) for number in range(1, people_in(answers) + 1)]
    return [person for person in people if person.get("full_name")]


def _person(answers: Answers, number: int) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for part in PEOPLE:
        given |= answers.get(f"{part}-{number}", {})
    person = {
        name: value for name, value in given.items() if name in PERSON_FIELDS and value not in (None, "")
    }
    person["contacts"] = [
        {"kind": kind, "value": given[box], "note": given.get(f"{box}_note", "")}
        for box, kind in CONTACT_BOXES.items()
        if given.get(box)
    ]
    if given.get("supports"):
        person["of"] = given["supports"]
    return person


def _checklist(step: Mapping[str, Any]) -> dict[str, Any]:
    return {
        question: {"answer": step.get(question) or "", "note": step.get(f"{question}_note") or ""}
        for question in ChecklistAnswer.Question.values
    }


def _resolution_people(answers: Answers, flat: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The person harmed and the person responsible; their yes to the hub on the form is their consent."""
    people = []
    for number, side, who in ((1, "harmed", "victim"), (2, "responsible", "offender")):
        person = _person(answers, number)
        if not person.get("full_name"):
            continue
        said = flat.get(f"{who}_hub_consent")
        given = said == "yes" and flat.get(f"{who}_signed") is True
        consent = ReferralPerson.Consent
        person |= {
            "side": side,
            "consent": consent.GIVEN if given else consent.REFUSED if said == "no" else consent.NOT_SOUGHT,
        }
        if given:
            person |= {"consent_how": "signed", "consent_on": flat.get(f"{who}_signed_on")}
        people.append(person)
    return people


def _resolution(flat: Mapping[str, Any]) -> dict[str, Any]:
    form = {name: value for name, value in flat.items() if name in RESOLUTION_FIELDS}
    chosen = {int(number) for number in flat.get("chosen", [])}
    agreed = {int(flat[f"agreed_{place}"]): place for place in AGREED if flat.get(f"agreed_{place}")}
    actions = []
    for number in sorted(chosen | set(agreed)):
        action = {"number": number, "chosen_by_victim": number in chosen, "agreed_place": agreed.get(number)}
        if number in agreed:
            action["detail"] = flat.get(f"agreed_{agreed[number]}_detail", "")
        if number == 7:  # noqa: PLR2004  # financial compensation
            action |= {name: flat.get(name) for name in ("amount", "covers", "evidence")}
        actions.append(action)
    sign_offs = [
        {
            "role": role,
            "name": flat[f"{role}_name"],
            "collar_number": flat.get(f"{role}_collar", ""),
            "signed_on": flat.get(f"{role}_on"),
            "note": flat.get(f"{role}_note", ""),
        }
        for role in SignOff.Role.values
        if flat.get(f"{role}_name")
    ]
    return {
        **form,
        "policing_area": flat.get("policing_area", ""),
        "district": flat.get("district", ""),
        "actions": actions,
        "sign_offs": sign_offs,
    }
