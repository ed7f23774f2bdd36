"""The first two steps: somebody refers, the coordinator decides and opens a case."""

import re
from collections.abc import Mapping

from amends.foundation.access.models import User
from tests.journeys.walking import Said, Walk, check_reads, last_part

FENCE: dict[str, dict[str, Said]] = {
    "reason": {
        "reasons": ["other"],
        "reason_other": "Both live on",
        "referral_type": "anti_social_behaviour",
    },
    "incident": {
        "incident": "A fence was cut down at night.",
        "happened_note": "last month",
        "place": "Harlow",
    },
    "between": {"between_them": "strangers"},
    "court": {"went_to_court": "no", "court_stage": "none"},
    "offence": {"responsibility": "full", "setting": "community"},
    "before": {"previous_action": "A warning was given."},
    "leaflet": {"leaflet_given": "yes", "leaflet_explained": "yes"},
    "checklist": {"willing": "yes", "abuse": "no", "court_case": "no", "young_person": "no"},
}
AGREED: dict[str, Said] = {"consent": "given", "consent_how": "signed", "consent_covers": ["hub", "police"]}
SAFE: dict[str, Said] = {
    "calls": "yes",
    "texts": "yes",
    "voicemail": "no",
    "email": "no",
    "post": "yes",
    "visits": "yes",
}
HARMED: dict[str, Said] = {
    "full_name": "Hazel Wren",
    "side": "harmed",
    "address": "7 Thicket Walk",
    "postcode": "ZZ1 4QP",
}
RESPONSIBLE: dict[str, Said] = {
    "full_name": "Rowan Finch",
    "side": "responsible",
    "address": "31 Quarry Rise",
    "postcode": "ZZ2 8TB",
}
NUMBER = re.compile(r"ESX-R\d\d-\d{4}")
CLEAR: dict[str, Said] = {
    "referral_type": "anti_social_behaviour",
    "court_stage": "none",
    "responsibility": "full",
    "responsible_under_18": "false",
    "domestic_abuse": "false",
    "sexual_offence": "false",
    "serious_or_complex": "false",
    "loss_of_life": "false",
    "willing": "true",
    "criminal_or_asb_element": "true",
    "clear_roles": "true",
    "fits_fire_service": "false",
}


def officer_refers(walk: Walk, who: User) -> str:
    """A police officer fills in the form page by page, checks it and sends it; the number of the referral."""
    walk.sign_in(who)
    walk.go("referral:home")
    walk.go("referral:new")
    walk.send(form="referral")
    draft = walk.path
    walk.go(f"{draft}referrer/")
    walk.send()
    _answer(walk, "reason", FENCE["reason"])
    for key in ("incident",):
        _answer(walk, key, FENCE[key])
    _person(walk, 1, HARMED, "07700 900141", another="yes")
    _person(walk, 2, RESPONSIBLE, "07700 900142", another="no")
    for key in ("between", "court", "offence", "before", "leaflet", "checklist"):
        walk.go(f"{draft}{key}/")
        _answer(walk, key, FENCE[key])
    walk.go(draft)
    walk.go(f"{draft}check/")
    walk.send("Send")
    return number_in(walk.text)


def _answer(walk: Walk, key: str, said: Mapping[str, Said]) -> None:
    assert last_part(walk.path) == key, f"{walk.path}, not {key}: {walk.text[:600]}"
    walk.send("Continue", **said)


def _person(walk: Walk, number: int, who: Mapping[str, Said], mobile: str, another: str) -> None:
    _answer(walk, f"person-{number}", who)
    _answer(walk, f"reach-{number}", {**SAFE, "mobile": mobile})
    _answer(walk, f"consent-{number}", AGREED)
    _answer(walk, f"more-{number}", {"another": another})


def number_in(text: str) -> str:
    """The number of a referral on a page."""
    found = NUMBER.search(text)
    assert found, text[:800]
    return found[0]


def member_of_the_public_asks(walk: Walk) -> str:
    """Five short pages without an account; the number that they are given."""
    walk.sign_in(None)
    walk.go("public:start")
    walk.go("public:ask")
    walk.send("Continue", you_are="harmed")
    walk.send("Continue", incident="Somebody cut down my fence at night.", happened_note="last month")
    walk.send("Continue", full_name="Hazel", postcode="ZZ1 4QP")
    walk.send("Continue", mobile="07700 900141", voicemail="no", post="no")
    walk.send("Continue", wishes="To ask why.", willing="yes", agrees="yes")
    walk.send("Send")
    return number_in(walk.text)


def council_asks_twice(walk: Walk, who: User) -> tuple[str, str]:
    """A council officer sends a short referral, and presses the button of an old page once more."""
    walk.sign_in(who)
    walk.go("referral:new")
    walk.send(form="referral")
    draft = walk.path
    for key, said in (
        ("referrer", {}),
        ("incident", {"incident": "A fence between two gardens was cut down."}),
        ("person-1", {"full_name": "Mrs Hazel Wren", "side": "harmed"}),
        ("reach-1", {"mobile": "07700 900141"}),
    ):
        walk.go(f"{draft}{key}/")
        walk.send("Continue", **said)
    walk.go(f"{draft}check/")
    walk.send("Send")
    first = number_in(walk.text)
    walk.go(f"{draft}check/")
    return first, number_in(walk.text)


def coordinator_opens_a_case(walk: Walk, who: User, number: str, other: str) -> str:
    """From the queue to an open case: what looks alike, facts, the decision and its reasons; the case's number."""
    walk.sign_in(who)
    walk.go("eligibility:queue")
    check_reads(walk, number)
    walk.go("eligibility:intake", number)
    check_reads(walk, "Same telephone")
    walk.go("eligibility:compare", number, other)
    walk.send(answer="different", note="Another fence of the same street.")
    walk.go("eligibility:checklist", number)
    walk.go("eligibility:note", number)
    walk.go("eligibility:ask", number)
    coordinator_finds_out(walk, who, number)
    walk.go("eligibility:screen", number)
    walk.send(decision="eligible", family="anti_social_behaviour", reason="Both sides are willing.")
    walk.go("eligibility:open", number)
    walk.send("Open the case", what="cut fence", roles="clear")
    return last_part(walk.path, 2)


def coordinator_finds_out(walk: Walk, who: User, number: str) -> None:
    """What the rules ask for and the referral did not say, with who said it."""
    walk.sign_in(who)
    walk.go("eligibility:facts", number)
    walk.send(said_by="coordinator", note="Rang the officer", **CLEAR)


def coordinator_accepts_it(walk: Walk, agency: str, about: str, number: str) -> None:
    """An agency is asked and answers; the second assessment accepts the case for facilitation."""
    walk.go("eligibility:enquiries", number)
    walk.go("eligibility:ask_agency", number)
    walk.send(
        agency=agency, participant=about, items=["contact"], words="How may we reach her?", ground="consent"
    )
    walk.go("eligibility:assessment", number)
    walk.send(
        responsibility="full",
        relied_words="What the officer said",
        decision="accept",
        reasons="Both have heard what it is.",
        without_replies="Nothing hangs on it.",
    )
    walk.send("Accept")
    check_reads(walk, "is accepted")
