"""The whole form for somebody without an account: nothing is stored on the way, and all of it arrives."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail

from amends.foundation.access.acting import acting_as
from amends.foundation.messages.models import Message
from amends.journey.referral.content.carrying import CarriedError, pack, unpack
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.samples import find

URL = "/referrals/form/"
WALK: list[tuple[str, dict[str, Any]]] = [
    (
        "referrer",
        {
            "referrer_name": "Jo Champion",
            "referrer_organisation": "A charity",
            "referrer_telephone": "01632 960 200",
            "referrer_position": "Worker",
            "referrer_email": "jo@charity.example.org",
        },
    ),
    (
        "reason",
        {
            "reasons": ["asb", "other"],
            "reason_other": "the whole street",
            "referral_type": "anti_social_behaviour",
            "initiated_by": "victim",
        },
    ),
    (
        "incident",
        {"incident": "Noise at night.", "happened_on": "2026-03-02", "crime_number": "42/990077/26"},
    ),
    (
        "person-1",
        {
            "full_name": "Hazel Wren",
            "side": "harmed",
            "date_of_birth": "1970-05-04",
            "gender": "female",
            "address": "1 High Street",
        },
    ),
    ("reach-1", {"mobile": "07700 900100", "voicemail": "no", "calls": "yes"}),
    (
        "consent-1",
        {
            "consent": "given",
            "consent_how": "signed",
            "consent_on": "2026-03-05",
            "consent_covers": ["hub", "police"],
        },
    ),
    ("more-1", {"another": "no"}),
    ("between", {"between_them": "neighbours"}),
    ("court", {"went_to_court": "no"}),
    ("offence", {"responsibility": "some"}),
    ("before", {"previous_action": "Two letters.", "comments": "There is a dog."}),
    ("leaflet", {"leaflet_given": "yes", "leaflet_explained": "no"}),
    ("checklist", {"willing": "yes", "abuse": "unsure", "court_case": "no", "young_person": "no"}),
]


def carried(response):
    return find(r'name="carried" value="([^"]*)"', response.content.decode())


def page_of(response):
    return find(r'name="page" value="([^"]*)"', response.content.decode())


@pytest.fixture
def walk(client, service):
    def go():
        response = client.get(URL)
        for page, answers in WALK:
            assert page_of(response) == page, response.content.decode()
            response = client.post(URL, {"carried": carried(response), "page": page, **answers})
            assert response.status_code == 200
        return response

    return go


@pytest.mark.requirement("EX-032")
def test_every_field_arrives_in_the_queue_and_nothing_goes_by_mail(walk, client, coordinator):
    check = walk()
    sent = client.post(URL, {"carried": carried(check), "page": "check"})

    number = find(r"ESX-R\d\d-\d{4}", sent.content.decode())
    with acting_as(coordinator):
        referral = Referral.objects.get(number=number)
        person = referral.people.get()
        assert referral.status == "submitted"
        assert (referral.form, referral.route) == ("referral", "website")
        assert {name: getattr(referral, name) for name in WALK[0][1]} == WALK[0][1]
        assert (referral.initiated_by, str(referral.happened_on)) == ("victim", "2026-03-02")
        assert referral.between_them == "neighbours"
        facts = facts_of(referral)
        assert (facts["referral_type"], facts["responsibility"]) == ("anti_social_behaviour", "some")
        assert (referral.reasons, referral.reason_other) == (["asb", "other"], "the whole street")
        assert (referral.incident, referral.previous_action, referral.comments) == (
            "Noise at night.",
            "Two letters.",
            "There is a dog.",
        )
        assert (referral.went_to_court, referral.leaflet_given, referral.leaflet_explained) == (
            "no",
            "yes",
            "no",
        )
        assert (person.full_name, str(person.date_of_birth), person.gender, person.address) == (
            "Hazel Wren",
            "1970-05-04",
            "female",
            "1 High Street",
        )
        assert (person.consent, person.consent_covers, person.voicemail) == ("given", ["hub", "police"], "no")
        assert (person.side, person.consent_how, str(person.consent_on), person.calls) == (
            "harmed",
            "signed",
            "2026-03-05",
            "yes",
        )
        assert referral.contacts.get().match_key == "07700900100"
        assert {line.question: line.referrer_answer for line in referral.checklist.all()} == WALK[-1][1]
        assert referral.references.get().value == "42/990077/26"
        assert not Message.objects.exists()
        assert not mail.outbox


def test_nothing_is_stored_before_it_is_sent(walk, coordinator):
    response = walk()

    assert "Check before you send" in response.content.decode()
    assert not Session.objects.exists()
    with acting_as(coordinator):
        assert not Referral.objects.exists()


def test_sending_twice_is_one_referral(walk, client, coordinator):
    check = walk()
    for _ in range(2):
        client.post(URL, {"carried": carried(check), "page": "check"})

    with acting_as(coordinator):
        assert Referral.objects.count() == 1


def test_what_was_changed_on_the_way_is_not_read(client, service):
    response = client.post(URL, {"carried": "made-up", "page": "incident"})

    assert response.url == f"{URL}?again=yes"
    assert "Please start again" in client.get(response.url).content.decode()


def test_going_back_loses_nothing(client, service):
    first = client.get(URL)
    second = client.post(URL, {"carried": carried(first), "page": "referrer", **WALK[0][1]})
    back = client.post(
        URL, {"carried": carried(second), "page": "reason", "reason_other": "half typed", "go": "referrer"}
    )

    assert 'value="Jo Champion"' in back.content.decode()
    again = client.post(URL, {"carried": carried(back), "page": "referrer", **WALK[0][1]})
    assert 'value="half typed"' in again.content.decode()


def test_without_the_minimum_nothing_is_sent(client, service, coordinator):
    response = client.post(URL, {"carried": pack({"incident": {"incident": "x"}}), "page": "check"})

    assert "Name one person it is about." in response.content.decode()
    with acting_as(coordinator):
        assert not Referral.objects.exists()


@pytest.mark.parametrize("text", ["x", "a:b:c", "x" * 300_000])
def test_only_what_was_packed_here_is_unpacked(text):
    with pytest.raises(CarriedError):
        unpack(text)
    answers, key = unpack(pack({"a": {"b": "c"}}))
    assert answers == {"a": {"b": "c"}}
    assert unpack(pack(answers, key))[1] == key


def test_step_that_does_not_exist_leads_nowhere(client, service):
    assert client.post(URL, {"carried": pack({}), "page": "nowhere"}).status_code == 404
