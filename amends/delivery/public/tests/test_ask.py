"""Asking for oneself: five pages without an account, nothing stored until sent, and a kind word about neighbours."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.messages.models import Message
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing import notices_of
from amends.service.partners.models import District, Receiver

URL = "/ask/"
ANSWERS = {
    "you": {"you_are": "harmed"},
    "what": {
        "incident": "A man took my bag.",
        "happened_note": "autumn 2011",
        "who_else": "Lee",
        "went_to_court": "yes",
    },
    "who": {"full_name": "Bryony", "date_of_birth": "1986-11-05", "postcode": "zz18bn"},
    "reach": {
        "mobile": "07700 900 622",
        "voicemail": "no",
        "post": "no",
        "texts": "yes",
        "text_wording": "as from the dentist",
        "if_somebody_else_answers": "wrong number",
        "dates_to_avoid": "after 6",
    },
    "wish": {"wishes": "To ask why.", "willing": "yes", "agrees": "yes"},
}


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def find(pattern, text):
    found = re.search(pattern, text)
    assert found, pattern
    return found[1] if found.re.groups else found[0]


def hidden(response, name):
    return find(rf'name="{name}" value="([^"]*)"', response.content.decode())


def post(client, response, page, **answers):
    return client.post(URL, {"carried": hidden(response, "carried"), "page": page, **answers})


def walk(client, answers=ANSWERS):
    response = client.get(URL)
    for page, given in answers.items():
        assert hidden(response, "page") == page, response.content.decode()
        response = post(client, response, page, **given)
    return response


@pytest.mark.requirement("EX-008")
def test_member_of_the_public_refers_themselves_without_an_account(client, service, coordinator):
    sent = post(client, walk(client), "check")

    page = sent.content.decode()
    number = find(r"ESX-R\d\d-\d{4}", page)
    assert re.search(r"You hear from us by \d+ \w+ 20\d\d", page)
    with acting_as(coordinator):
        referral = Referral.objects.get(number=number)
        me = referral.people.get(position=1)
        assert (referral.form, referral.route, referral.referrer_kind) == ("self", "website", "self")
        assert referral.referrer == program(service, "public_form")
        assert (me.full_name, me.side, me.postcode) == ("Bryony", "harmed", "ZZ1 8BN")
        assert (me.voicemail, me.post, me.texts, me.text_wording) == (
            "no",
            "no",
            "yes",
            "as from the dentist",
        )
        assert referral.people.get(position=2).side == "responsible"
        assert facts_of(referral)["initiated_by"] == "victim"
        assert "safe-contact" in {notice.code for notice in notices_of(referral)}
        assert not Message.objects.exists()


def test_nothing_is_stored_or_in_the_address_before_it_is_sent(client, service, coordinator):
    response = walk(client)

    assert "Check before you send" in response.content.decode()
    assert response.request["QUERY_STRING"] == ""
    assert "no-store" in response["Cache-Control"]
    assert not Session.objects.exists()
    with acting_as(coordinator):
        assert not Referral.objects.exists()


def test_sent_twice_it_counts_once(client, service, coordinator):
    check = walk(client)
    first, second = post(client, check, "check"), post(client, check, "check")

    assert re.findall(r"ESX-R\d\d-\d{4}", first.content.decode()) == re.findall(
        r"ESX-R\d\d-\d{4}", second.content.decode()
    )
    with acting_as(coordinator):
        assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "answers", "sentence"),
    [
        ("you", {}, "Choose the one that fits best"),
        ("what", {"incident": ""}, "Say in a few words what happened"),
        ("who", {"full_name": ""}, "Enter a name"),
        ("who", {"full_name": "B", "date_of_birth": "1850-01-01"}, "would make this person"),
        ("reach", {}, "Give one number or address"),
        ("reach", {"mobile": "12"}, "too short"),
        ("wish", {"agrees": "no"}, "Without your yes we keep nothing"),
        ("wish", {}, "Select yes or no"),
    ],
)
def test_wrong_answer_is_refused_with_a_sentence(client, service, page, answers, sentence):
    before = {
        key: given for key, given in ANSWERS.items() if list(ANSWERS).index(key) < list(ANSWERS).index(page)
    }

    assert sentence in post(client, walk(client, before), page, **answers).content.decode()


def test_page_can_be_left_quickly_and_works_without_scripts(client, service):
    page = client.get(URL).content.decode()

    assert "Exit this page" in page
    assert "<script>" not in page
    assert "onclick" not in page


@pytest.mark.requirement("EX-074")
def test_neighbour_is_told_whom_to_ask_where_they_live_and_it_is_still_received(
    client, service, council, coordinator
):
    District.objects.create(service=service, name="Harlow", postcodes=["ZZ1"])
    council.name, council.telephone = "Safer Harlow Partnership", "01632 960 300"
    council.save()
    Receiver.objects.create(service=service, agency=council, takes="neighbours", districts=["Harlow"])

    check = walk(client, ANSWERS | {"you": {"you_are": "neighbours"}})
    assert "please ask Safer Harlow Partnership, 01632 960 300" in check.content.decode()
    sent = post(client, check, "check").content.decode()
    assert "Safer Harlow Partnership" in sent
    with acting_as(coordinator):
        referral = Referral.objects.get()
        facts = facts_of(referral)
        assert (facts["referral_type"], facts["referrer_kind"]) == ("neighbour_dispute", "self")
        assert "needs-partner" in {notice.code for notice in notices_of(referral)}


def test_neighbour_without_a_known_district_is_told_in_general(client, service):
    check = walk(client, ANSWERS | {"you": {"you_are": "neighbours"}})

    assert "the community safety team of your council" in check.content.decode()


def test_answers_that_were_changed_on_the_way_are_not_read(client, service):
    response = client.post(URL, {"carried": "made-up", "page": "what"})

    assert "Please start again" in client.get(response.url).content.decode()


def test_pages_cannot_be_skipped(client, service, coordinator):
    first = client.get(URL)
    skipped = post(client, first, "check")

    assert hidden(skipped, "page") == "you"
    with acting_as(coordinator):
        assert not Referral.objects.exists()


def test_program_that_sends_many_is_stopped(client, service):
    answers = [post(client, walk(client), "check").content.decode() for _ in range(21)]

    assert "Thank you" in answers[19]
    assert "Too many were sent from here" in answers[20]


def test_without_a_service_the_page_says_so(client, db):
    assert client.get(URL).status_code == 503
