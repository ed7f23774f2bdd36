"""Referrals before a sentence: five questions, the hearing, and when a sentence may be proposed."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.referral import actions
from amends.journey.referral.content import IncompleteError, load
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.sentence_rules import check_can_propose
from amends.journey.referral.tests.browsing import HOME, fill, number_in, send, words
from amends.journey.referral.tests.samples import changed

FIVE = ("denies_involvement", "could_harm_again", "mental_health", "substances", "resistance")
HEARING = timezone.localdate() + timedelta(days=30)
BEFORE: dict[str, Any] = {
    "referral": {
        "incident": "He hit a stranger outside a club.",
        "referrer_name": "Pia Author",
        "referrer_email": "pia@probation.example.org",
        "court": "Rushmere Crown Court",
        "court_stage": "awaiting_sentence",
        "initiated_by": "agency",
        "next_hearing_on": HEARING.isoformat(),
    },
    "people": [{"full_name": "Rowan Finch", "side": "responsible", "date_of_birth": "1999-01-31"}],
    "facts": {
        "offence_category": "violence",
        "seriousness": "medium",
        "tier": 3,
        "plea": "guilty",
        "identifiable_victim": True,
        "domestic_abuse": False,
        "child_abuse": False,
        "sexual_offence": False,
        "loss_of_life": False,
        "victim_under_18": False,
    },
    "sentencing": {"offence": "assault", "report_author": "Pia Author", "is_ppo": False},
    "answers": {"referral-five": dict.fromkeys(FIVE, "no")},
}
YES = {"answers.referral-five.substances": "yes", "answers.referral-five.substances_comment": "Drinks daily."}
PROPOSED = {"sentencing.sentence_proposed": "community", "sentencing.months_of_supervision": 12}


@pytest.fixture
def scheme(service, manager):
    """A service of the start-up scheme that takes the forms about a sentence."""
    service.profile = "noms-2013"
    service.save()
    with acting_as(manager):
        actions.keep_settings(by=manager, service=service, details=PUBLISHED)
    return service


PUBLISHED = {
    "contact_name": "Suki Suitable",
    "contact_telephone": "01632 960 111",
    "destination": "rj@justice.example.org",
    "is_published": True,
}


@pytest.fixture
def hand_in(scheme, referrer, acting):
    def handed_in(places: dict[str, Any] | None = None, base: dict[str, Any] = BEFORE) -> Referral:
        acting(referrer)
        content = changed(base, places or {})
        return actions.hand_in(by=referrer, service=scheme, form="sentence", route="website", content=content)

    return handed_in


def stopped_at(hand_in, places):
    with pytest.raises(IncompleteError) as stopped:
        hand_in(places)
    return {problem.where: problem.words for problem in stopped.value.problems}


@pytest.mark.requirement("W8-087")
@pytest.mark.parametrize("question", FIVE)
def test_unanswered_question_stops_the_referral_and_is_named(hand_in, question):
    found = stopped_at(hand_in, {f"answers.referral-five.{question}": None})

    assert list(found) == [f"answers.referral-five.{question}"]
    assert not Referral.objects.exists()


@pytest.mark.requirement("W8-087")
@pytest.mark.parametrize("question", FIVE)
def test_yes_without_a_comment_stops_the_referral(hand_in, question):
    place = f"answers.referral-five.{question}"

    assert list(stopped_at(hand_in, {place: "yes"})) == [f"{place}_comment"]
    assert hand_in({place: "yes", f"{place}_comment": "Said so twice."}).number


@pytest.mark.requirement("W8-088")
def test_five_noes_and_an_eligible_case_open_the_proposal(hand_in, referrer):
    referral = hand_in()

    given = actions.propose_sentence(by=referrer, referral=referral, sentence="community", months=12)
    assert (given.get_sentence_proposed_display(), given.proposed_on) == (
        "Community order",
        timezone.localdate(),
    )


@pytest.mark.requirement("W8-088")
def test_one_yes_refuses_the_proposal_and_names_whom_to_talk_to(hand_in, referrer):
    referral = hand_in(YES)

    with pytest.raises(Refused, match=r"Suki Suitable, 01632 960 111"):
        actions.propose_sentence(by=referrer, referral=referral, sentence="community", months=12)
    assert "talk-first" in {notice.code for notice in notices_from(load(referral))}
    found = stopped_at(hand_in, YES | PROPOSED)
    assert "Suki Suitable" in found["sentencing.sentence_proposed"]


@pytest.mark.requirement("W8-088")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"facts.offence_category": "criminal_damage"}, "takes violence, acquisitive offences"),
        ({"facts.seriousness": None}, "not known yet whether the case is eligible"),
        ({"facts.tier": 1}, "tier is below 3"),
    ],
)
def test_case_that_did_not_pass_eligibility_refuses_the_proposal(hand_in, facts, said):
    with pytest.raises(Refused, match=said):
        check_can_propose(load(hand_in(facts)))


def test_proposal_opens_after_the_questions_are_answered_again(hand_in, referrer):
    referral = hand_in(YES)
    actions.note_talk(
        by=referrer, referral=referral, on=timezone.localdate(), talk_note="Sober now.", advice="Ask again."
    )
    actions.answer_five_again(by=referrer, referral=referral, answers=dict.fromkeys(FIVE, "no"))

    check_can_propose(load(referral))


@pytest.mark.requirement("W8-090")
@pytest.mark.parametrize(
    "place",
    [
        "referral.next_hearing_on",
        "referral.court",
        "sentencing.offence",
        "sentencing.report_author",
        "sentencing.is_ppo",
    ],
)
def test_referral_without_a_detail_of_the_hearing_is_refused(hand_in, place):
    assert list(stopped_at(hand_in, {place: None})) == [place]


@pytest.mark.requirement("W8-090")
def test_hearings_to_come_stand_in_the_order_of_their_days(hand_in, officer):
    later, sooner = HEARING + timedelta(days=9), HEARING - timedelta(days=9)
    third = hand_in({"referral.next_hearing_on": later.isoformat()} | PROPOSED).number
    first = hand_in({"referral.next_hearing_on": sooner.isoformat()}).number
    second = hand_in({"referral.next_hearing_on": HEARING.isoformat()}).number

    page = words(officer.get(reverse("referral:hearings")))
    assert page.index(first) < page.index(second) < page.index(third)
    assert "Community order, 12 months" in page


def test_another_referrer_sees_neither_the_hearing_nor_the_answers(
    hand_in, client, sign_in, council_referrer, acting
):
    referral = hand_in()

    browser = sign_in(client, council_referrer)
    assert referral.number not in words(browser.get(reverse("referral:hearings")))
    for page in ("proposal", "five", "talk"):
        assert browser.get(reverse(f"referral:{page}", args=[referral.number])).status_code == 404


@pytest.mark.requirement("W8-089")
def test_form_opens_with_the_explanation_and_the_contact_of_this_minute(scheme, officer, manager):
    draft_url = officer.post(f"{HOME}new/", {"form": "sentence"}).url
    page = words(officer.get(draft_url))
    assert "lets somebody who was harmed and the person responsible hear each other" in page
    assert "nothing is held against either of them" in page
    assert "up to 4 days" in page
    assert page.index("rj@justice.example.org") < page.index("The offence and the hearing")
    assert page.index("hear each other") < page.index("Suki Suitable, 01632 960 111")

    with acting_as(manager):
        changes = {"contact_name": "Newt Contact", "explanation": "In our own words."}
        actions.keep_settings(by=manager, service=scheme, details=changes)
    page = words(officer.get(draft_url))
    assert page.index("In our own words.") < page.index("Newt Contact")
    assert "Suki Suitable" not in page


def walk(
    hearing: dict[str, str] | None = None, five: dict[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """The pages of the form."""
    return {
        "referrer": {"referrer_name": "Pia Author", "referrer_email": "pia@probation.example.org"},
        "talk": {
            "talked_on_day": "2",
            "talked_on_month": "3",
            "talked_on_year": "2026",
            "talk_note": "Whether tier 3 is enough.",
            "talk_advice": "Go on.",
        },
        "person-1": {"full_name": "Rowan Finch", "date_of_birth": "1999-01-31"},
        "hearing": {
            "offence": "assault",
            "incident": "He hit a stranger.",
            "report_author": "Pia Author",
            "court": "Rushmere Crown Court",
            "next_hearing_on": HEARING.isoformat(),
            "is_ppo": "no",
        }
        | (hearing or {}),
        "eligibility": {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in BEFORE["facts"].items()
        },
        "referral-five": dict.fromkeys(FIVE, "no") | (five or {}),
    }


@pytest.mark.requirement("W8-088")
def test_proposal_page_opens_in_the_draft_and_what_was_talked_over_is_kept(scheme, officer, coordinator):
    draft_url = officer.post(f"{HOME}new/", {"form": "sentence"}).url
    assert "Not yet" in words(officer.get(f"{draft_url}proposal/"))
    fill(officer, draft_url, walk())
    proposed = {"sentence_proposed": "suspended", "months_of_supervision": "18"}
    fill(officer, draft_url, {"proposal": proposed})

    sent = send(officer, draft_url)
    with acting_as(coordinator):
        given = Referral.objects.get(number=number_in(sent)).sentencing
        assert (given.sentence_proposed, given.months_of_supervision) == ("suspended", 18)
        assert (given.talk_note, given.talk_advice) == ("Whether tier 3 is enough.", "Go on.")
        assert str(given.talked_on) == "2026-03-02"
    page = words(officer.get(f"{HOME}{number_in(sent)}/"))
    assert "a sentence can be proposed" in page


@pytest.mark.requirement("W8-088")
def test_proposal_page_of_a_draft_with_a_yes_shows_the_contact_instead_of_the_question(scheme, officer):
    draft_url = officer.post(f"{HOME}new/", {"form": "sentence"}).url
    fill(officer, draft_url, walk(five={"substances": "yes", "substances_comment": "Drinks."}))

    page = words(officer.get(f"{draft_url}proposal/"))
    assert "Suki Suitable" in page
    assert "Which sentence do you propose?" not in page
    officer.post(f"{draft_url}proposal/", {"sentence_proposed": "deferred", "months_of_supervision": "6"})
    number = number_in(send(officer, draft_url))
    refused = words(officer.get(f"{HOME}{number}/proposal/"))
    assert "Suki Suitable" in refused
    assert "Which sentence do you propose?" not in refused


def test_form_is_not_offered_until_the_service_publishes_it(service, officer):
    assert "Referral before a sentence" not in words(officer.get(f"{HOME}new/"))
    assert officer.post(f"{HOME}new/", {"form": "sentence"}).status_code == 200


@pytest.fixture
def aware(service, referrer, acting):
    """Hands in a referral to victim awareness work with these answers."""

    def handed_in(answers: dict[str, str]) -> Referral:
        acting(referrer)
        content = changed(BEFORE, {"referral.reasons": ["victim_awareness"], "sentencing": None})
        content |= {"answers": {"victim-awareness": answers}}
        return actions.hand_in(
            by=referrer, service=service, form="referral", route="website", content=content
        )

    return handed_in


WEIGHED = {
    "needs": "Thinking before acting.",
    "looked_first": "yes",
    "alternatives": "Mentoring; a boxing club.",
    "evidence": "yes",
    "evidence_comment": "Two reviews.",
    "decision": "Awareness work, because he asked.",
}


@pytest.mark.requirement("PF-127")
@pytest.mark.parametrize("missing", ["needs", "alternatives", "evidence", "decision"])
def test_victim_awareness_referral_is_stopped_until_what_was_weighed_is_entered(aware, missing):
    with pytest.raises(IncompleteError) as stopped:
        aware({name: said for name, said in WEIGHED.items() if not name.startswith(missing)})
    assert stopped.value.field == f"answers.victim-awareness.{missing}"
    assert not Referral.objects.exists()
    assert aware(WEIGHED).number


@pytest.mark.requirement("PF-127")
def test_departure_with_its_reason_stands_in_for_alternatives(aware):
    departs = {name: said for name, said in WEIGHED.items() if name != "alternatives"} | {
        "looked_first": "no"
    }

    with pytest.raises(IncompleteError):
        aware(departs)
    referral = aware(departs | {"departure": "No other course runs in this prison."})
    assert "No other course" in str(load(referral).answers["victim-awareness"]["departure"])


def test_page_about_awareness_is_asked_only_for_such_a_referral(officer, draft_url):
    assert officer.get(f"{draft_url}victim-awareness/").status_code == 404
    fill(officer, draft_url, {"reason": {"reasons": ["victim_awareness"]}})
    assert officer.get(f"{draft_url}victim-awareness/").status_code == 200
