"""The switchboard as a coordinator uses it, and as others may not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant, Side
from amends.journey.consent.actions import withdraw
from amends.journey.consent.rules import has_consent
from amends.journey.consent.tests.cast import agree


@pytest.fixture
def the_case(a_case):
    return a_case.case


def person_of(case, side=Side.HARMED):
    return Participant.objects.get(case=case, side=side, part="principal")


def test_board_shows_every_purpose(client, sign_in, coordinator, the_case):
    page = sign_in(client, coordinator).get(reverse("consent:board", args=[person_of(the_case).pk]))
    assert page.status_code == 200
    assert b"To meet face to face" in page.content
    assert b"Not asked" in page.content


def test_answer_is_recorded_from_the_page(client, sign_in, coordinator, the_case):
    person = person_of(the_case)
    answer = {"answer": "given", "how": "spoken", "on_day": "1", "on_month": "3", "on_year": "2026"}
    page = sign_in(client, coordinator).post(reverse("consent:ask", args=[person.pk, "research"]), answer)
    assert page.status_code == 302, page.content.decode()
    assert has_consent(person, "research")


def test_witness_without_a_name_is_asked_for_and_nothing_typed_is_lost(
    client, sign_in, coordinator, the_case
):
    answer = {
        "answer": "given",
        "how": "witnessed",
        "on_day": "1",
        "on_month": "3",
        "on_year": "2026",
        "note": "said at home",
    }
    page = sign_in(client, coordinator).post(
        reverse("consent:ask", args=[person_of(the_case).pk, "meeting"]), answer
    )
    assert page.status_code == 200
    assert b"Name the witness" in page.content
    assert b"said at home" in page.content


def test_stopping_takes_one_action_and_no_reason(client, sign_in, coordinator, the_case):
    person = person_of(the_case)
    sign_in(client, coordinator).post(reverse("consent:stop", args=[person.pk]), {"reason": ""})
    the_case.refresh_from_db()
    assert the_case.stopped_at is not None


def test_facilitator_of_one_side_gets_404_for_the_other(client, sign_in, coordinator, facilitator, the_case):
    harmed, responsible = person_of(the_case), person_of(the_case, Side.RESPONSIBLE)
    grant_file(by=coordinator, file=harmed.file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    assert client.get(reverse("consent:board", args=[harmed.pk])).status_code == 200
    assert client.get(reverse("consent:board", args=[responsible.pk])).status_code == 404


def test_stranger_and_referrer_get_404(client, sign_in, stranger, referrer, the_case):
    address = reverse("consent:board", args=[person_of(the_case).pk])
    for user in (stranger, referrer):
        sign_in(client, user)
        assert client.get(address).status_code == 404


def test_whoever_comes_back_is_asked_about_contact_as_well(client, sign_in, coordinator, a_case):
    agree(coordinator, a_case.harmed, "contact", "take_part")
    withdraw(by=coordinator, participant=a_case.harmed)
    sign_in(client, coordinator)
    agree_page = reverse("consent:ask", args=[a_case.harmed.pk, "take_part"])
    answer = {"answer": "given", "how": "spoken", "on": timezone.localdate().isoformat()}
    page = client.post(agree_page, answer, follow=True).text
    assert "To be contacted by us is still off" in page
