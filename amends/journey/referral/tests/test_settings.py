"""What a service sets about its forms: the few things asked at entry, the contact, and how long a referral takes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.referral import actions
from amends.journey.referral.content import IncompleteError, load
from amends.journey.referral.form_rules import time_to_refer
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.tests.browsing import words

ADDRESS = "/referrals/settings/"
FEW = {
    "referral": {"incident": "A fence.", "referrer_name": "Paula", "referrer_email": "p@example.org"},
    "people": [{"full_name": "Hazel Wren"}],
}


@pytest.fixture
def office(sign_in, manager):
    """The manager's browser."""
    return sign_in(Client(), manager)


def hand_in(service, referrer):
    with acting_as(referrer):
        return actions.hand_in(by=referrer, service=service, form="referral", route="website", content=FEW)


@pytest.mark.requirement("KM-019")
def test_manager_sets_which_few_things_are_asked_at_entry(office, service, referrer, coordinator):
    assert hand_in(service, referrer).number
    page = office.get(ADDRESS)
    assert "What must a referral say" in words(page)
    boxes = {"minimum": ["people.1.full_name", "referral.happened_on"], "is_published": "no"}
    assert office.post(ADDRESS, boxes | {"prompt_days": "5"}).status_code == 302

    with pytest.raises(IncompleteError) as stopped:
        hand_in(service, referrer)
    assert [problem.where for problem in stopped.value.problems] == ["referral.happened_on"]
    office.post(ADDRESS, {"minimum": ["people.1.full_name"], "is_published": "no", "prompt_days": "5"})
    referral = hand_in(service, referrer)
    still_to_do = next(n for n in notices_from(load(referral)) if n.code == "open-parts")
    assert "when it happened" in still_to_do.words


@pytest.mark.requirement("KM-019")
def test_average_time_to_refer_is_measured_and_shown(office, service, referrer, coordinator):
    for minutes in (4, 10):
        referral = hand_in(service, referrer)
        started = referral.submitted_at - timedelta(minutes=minutes)
        Referral.objects.filter(pk=referral.pk).update(started_at=started)

    average, counted = time_to_refer(service)
    assert (round(average or 0), counted) == (7, 2)
    with acting_as(coordinator):
        assert "took 7 minutes on average: 2 sent" in words(office.get(ADDRESS))


@pytest.mark.requirement("W8-089")
def test_form_is_not_published_without_a_contact(office, service, manager):
    boxes = {
        "minimum": ["people.1.full_name"],
        "explanation": "What it is.",
        "destination": "rj@justice.example.org",
        "is_published": "yes",
        "prompt_days": "5",
    }
    assert "whom referrers can talk to" in words(office.post(ADDRESS, boxes))
    assert "whom referrers can talk to" in words(office.post(ADDRESS, boxes | {"contact_name": "Suki"}))
    assert (
        office.post(ADDRESS, boxes | {"contact_name": "Suki", "contact_email": "s@example.org"}).url
        == ADDRESS
    )

    with acting_as(manager), pytest.raises(ValidationError, match="whom referrers can talk to"):
        actions.keep_settings(by=manager, service=service, details={"contact_name": ""})


@pytest.mark.parametrize("who", ["coordinator", "referrer", "stranger"])
def test_settings_are_the_managers(request, sign_in, who, service):
    user = request.getfixturevalue(who)
    assert sign_in(Client(), user).get(ADDRESS).status_code == 404
    with acting_as(user), pytest.raises(Refused):
        actions.keep_settings(by=user, service=service, details={"prompt_days": 9})


def test_settings_are_reached_from_the_service_page(office):
    assert f'href="{reverse("referral:settings")}"' in office.get(reverse("setup:home")).content.decode()
