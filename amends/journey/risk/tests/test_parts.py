"""Assessing risk part by part: kept half filled in, gone on with, recorded; nothing that was typed is lost."""

import re

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.messages.models import Notice
from amends.foundation.questionnaire.models import Response
from amends.journey.risk.models import Assessment
from amends.journey.risk.tests.cast import NO_HARM

HALF = {
    "moment": "after_visit",
    "wish": "To sleep again.",
    "fear_or_threat": "no",
    **NO_HARM,
    "harm_self": "low",
    "harm_self_comment": "She is not sleeping.",
    "worst_likely": "Words over the fence.",
    "child_risks": "",
}
REST = {"safeguards": "Two of us.", "level": "low", "reason_1": "Quiet."}


@pytest.fixture
def desk(client, sign_in, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def address(a_case):
    return reverse("risk:assess", args=[a_case.harmed.pk])


def shown(client, address):
    return client.get(address).content.decode()


def opened(html):
    return re.findall(r'<details class="amends-part" id="part-(\d)" open>', html)


def test_empty_page_opens_its_first_part_only(desk, address):
    html = shown(desk, address)
    assert "<span data-parts-done>0</span> of 5 parts answered" in html
    assert opened(html) == ["1"]


def test_half_an_assessment_is_kept_and_gone_on_with_at_its_first_open_part(desk, address, a_case):
    assert desk.post(address, {**HALF, "later": "yes"}).url == reverse("risk:person", args=[a_case.harmed.pk])
    assert not Assessment.objects.exists()
    page = shown(desk, reverse("risk:person", args=[a_case.harmed.pk]))
    assert "Go on with your assessment" in page
    html = shown(desk, address)
    assert "<span data-parts-done>2</span> of 5 parts answered" in html
    assert opened(html) == ["4"]
    for typed in ("To sleep again.", "She is not sleeping.", "Words over the fence."):
        assert typed in html
    assert re.search(r'value="after_visit"[^>]*checked', html)
    assert re.search(r'name="fear_or_threat" value="no"[^>]*checked', html)


def test_what_was_kept_is_recorded_and_kept_no_longer(desk, address):
    desk.post(address, {**HALF, "later": "yes"})
    assert desk.post(address, {**HALF, **REST}).status_code == 302
    row, response = Assessment.objects.get(), Response.objects.get()
    assert (row.wish, row.response) == ("To sleep again.", response)
    assert (response.answers["harm_self_comment"], response.beside) == ("She is not sleeping.", {})
    assert re.search(r'<textarea name="wish"[^>]*>\s*</textarea>', shown(desk, address))


def test_nothing_is_lost_when_what_was_typed_cannot_be_kept(desk, address):
    answer = desk.post(
        address,
        {
            **HALF,
            "later": "yes",
            "valid_until_day": "31",
            "valid_until_month": "2",
            "valid_until_year": "2031",
        },
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Saved, except for what is wrong here" in html
    assert opened(html) == ["5"]
    assert 'value="31"' in html
    assert "To sleep again." in html
    assert "To sleep again." in shown(desk, address)


def test_recording_still_asks_for_everything_and_opens_what_is_wrong(desk, address):
    answer = desk.post(address, {**HALF, "safeguards": "Two of us."})
    html = answer.content.decode()
    assert opened(html) == ["5"]
    assert '<a href="#id_level_0">' in html
    assert "She is not sleeping." in html
    assert not Assessment.objects.exists()


def test_refusal_of_the_action_opens_its_part(desk, address):
    html = desk.post(address, {**HALF, **REST, "verdict": "not_safe"}).content.decode()
    assert opened(html) == ["5"]
    assert "Say which harm you rely on" in html


def test_fear_does_not_wait_until_it_is_recorded_and_is_told_once(desk, address, coordinator, manager):
    def told():
        return Notice.objects.filter(words__contains="afraid").count()

    afraid = {**HALF, "fear_or_threat": "yes", "later": "yes"}
    assert (
        "have been told now" not in desk.post(address, {**HALF, "later": "yes"}, follow=True).content.decode()
    )
    assert not told()
    assert "have been told now" in desk.post(address, afraid, follow=True).content.decode()
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1
    heard = told()
    assert heard
    assert "have been told now" not in desk.post(address, afraid, follow=True).content.decode()
    assert told() == heard
    assert not Assessment.objects.exists()


def test_draft_is_seen_by_nobody_else(desk, address, client, sign_in, manager, a_case):
    desk.post(address, {**HALF, "later": "yes"})
    sign_in(client, manager)
    html = shown(client, address)
    assert "To sleep again." not in html
    assert opened(html) == ["1"]


def test_draft_of_somebody_else_is_not_recorded_with_mine(
    desk, address, manager, client, sign_in, coordinator
):
    desk.post(address, {**HALF, "later": "yes"})
    sign_in(client, manager)
    assert client.post(address, {**HALF, **REST, "harm_self_comment": "Another word."}).status_code == 302
    with acting_as(coordinator):
        assert Response.objects.get(state="draft").answers["harm_self_comment"] == "She is not sleeping."
