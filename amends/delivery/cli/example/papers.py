"""What a referral of the example says, put together from a scenario in the form in which referrals come in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.telling import Story
from amends.journey.finding.rules.judging import JUDGEMENT

# Ofcom keeps these numbers free for drama: nobody can be reached on them.
MOBILE, LANDLINE = "07700 900{:03d}", "01632 960{:03d}"
PEOPLE_A_SCENARIO, NUMBERS = 8, 1000
YES, NO = "yes", "no"
# True of everything the hub takes, unless the scenario says something else.
USUAL_FACTS = {
    "setting": "community",
    "responsibility": "full",
    "serious_or_complex": False,
    "loss_of_life": False,
    "fits_fire_service": False,
    "vulnerability_concern": False,
}
# What is read out, said and signed on the community resolution form.
CRA1_SAID = (
    "wishes_informal_resolution",
    "understands_enforcement",
    "menu_read",
    "victim_signed",
    "caution_given",
    "accepts_responsibility",
    "enters_contract",
    "police_agree_proportionate",
    "told_of_disclosure",
    "consents_to_disclosure",
    "offender_signed",
)
PLAIN = (
    "full_name",
    "part",
    "kind",
    "known_as",
    "age_note",
    "gender",
    "language",
    "interpreter_needed",
    "access_needs",
    "relationship",
    "wishes",
    "takes_part",
    "appropriate_adult_needed",
    "appropriate_adult_name",
    "appropriate_adult_relationship",
    "consent",
    "warning",
)


def content(story: Story) -> dict[str, Any]:
    """The whole referral as plain data."""
    matter = story.scenario.matter
    order = list(story.scenario.people)
    return {
        "referral": _matter(story),
        "people": [_person(story, key, order) for key in order],
        "references": [{"kind": "crime", "value": crime_number(story)}] if matter.get("crime", True) else [],
        "checklist": {"willing": YES, "abuse": NO, "court_case": NO, "young_person": NO}
        | matter.get("checklist", {}),
        "facts": {**USUAL_FACTS, "referral_type": matter["type"], **matter.get("facts", {})},
        **({"answers": _answers(matter["answers"])} if "answers" in matter else {}),
        **({"worksheet": _worksheet(matter["worksheet"])} if "worksheet" in matter else {}),
        **({"resolution": _resolution(story)} if "resolution" in matter else {}),
    }


def _answers(answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Questionnaires that come with it; the officer's judgement is of the same day."""
    day = {"assessed_on": timezone.localdate().isoformat()}
    return {key: {**(day if key == JUDGEMENT else {}), **said} for key, said in answers.items()}


def _worksheet(said: dict[str, Any]) -> dict[str, Any]:
    """The page about somebody sentenced; the service heard of the order today."""
    return {"notified_on": timezone.localdate(), **said}


def _resolution(story: Story) -> dict[str, Any]:
    """The community resolution form, filled in and signed by everybody."""
    said, today = story.scenario.matter["resolution"], timezone.localdate()
    signed = {"name": "PC Paula Constable", "collar_number": "1234", "signed_on": today}
    above = {"name": "PS Sergeant", "collar_number": "2345", "signed_on": today}
    return {
        **dict.fromkeys(CRA1_SAID, True),
        "victim_hub_consent": YES,
        "offender_hub_consent": YES,
        "victim_signed_on": today,
        "offender_signed_on": today,
        "caution_for": said["offence"],
        "caution_reply": "It was me.",
        "sign_offs": [{"role": "investigating", **signed}, {"role": "supervising", **above}],
        **said,
    }


def crime_number(story: Story) -> str:
    """As the police write it; the same for the same scenario."""
    return f"42/{990000 + story.number}/{timezone.localdate():%y}"


def _matter(story: Story) -> dict[str, Any]:
    matter, sender = story.scenario.matter, story.who(story.scenario.matter.get("from", "police"))
    happened = timezone.localdate() - timedelta(days=matter.get("happened", 20))
    said = {
        "referrer_name": sender.name,
        "referrer_organisation": matter.get("organisation", ""),
        "referrer_telephone": phone(story, 0, mobile=False),
        "referrer_email": sender.email,
        "initiated_by": matter.get("initiated_by", "agency"),
        "reasons": matter.get("reasons", ["asb"]),
        "incident": matter["incident"],
        "happened_on": happened,
        "place": matter["place"],
        "between_them": matter.get("between_them", "strangers"),
        "went_to_court": NO,
        "leaflet_given": YES,
        "leaflet_explained": YES,
        "leaflet_on": timezone.localdate(),
    }
    if "sentenced" in matter:
        said |= {
            "went_to_court": YES,
            "sentenced_on": timezone.localdate() - timedelta(days=matter["sentenced"]),
        }
    return {**said, **matter.get("form", {})}


def _person(story: Story, key: str, order: list[str]) -> dict[str, Any]:
    details = story.scenario.people[key]
    position = order.index(key) + 1
    person = {name: details[name] for name in PLAIN if name in details}
    person["full_name"], person["side"] = details["name"], details.get("side", key)
    if "age" in details:
        today = timezone.localdate()
        person["date_of_birth"] = today.replace(year=today.year - details["age"], day=1) - timedelta(
            days=97 + 11 * position
        )
    if "address" in details:
        person["address"], person["postcode"] = details["address"], details.get("postcode", "")
    if "of" in details:
        person["of"] = order.index(details["of"]) + 1
    if not details.get("part"):
        person = {**_agreed(details), **person}
    person.update(details.get("safe", {}))
    person["contacts"] = _contacts(story, details, position)
    return person


def _agreed(details: dict[str, Any]) -> dict[str, Any]:
    """The declaration under the form, signed a day before it was sent."""
    if details.get("consent", "given") != "given":
        return {"appropriate_adult_needed": NO}
    return {
        "consent": "given",
        "consent_how": "signed",
        "consent_name": details["name"],
        "consent_on": timezone.localdate() - timedelta(days=1),
        "appropriate_adult_needed": NO,
        "appropriate_adult_signed": "appropriate_adult_name" in details,
    }


def _contacts(story: Story, details: dict[str, Any], position: int) -> list[dict[str, Any]]:
    found = []
    if details.get("mobile", not details.get("part")):
        found.append({"kind": "mobile", "value": phone(story, position, mobile=True)})
    if details.get("landline"):
        found.append({"kind": "landline", "value": phone(story, position, mobile=False)})
    if details.get("email"):
        found.append({"kind": "email", "value": f"{details['name'].lower().replace(' ', '.')}@example.org"})
    return found


def phone(story: Story, position: int, *, mobile: bool) -> str:
    number = (story.number * PEOPLE_A_SCENARIO + position) % NUMBERS
    return (MOBILE if mobile else LANDLINE).format(number)
