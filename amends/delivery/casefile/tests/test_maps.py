"""Where a matter stands on the map of its route, told apart without colour."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.delivery.casefile import maps
from amends.foundation.access.acting import acting_as
from amends.foundation.case.lifecycle import Stage
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.journey.eligibility.models import SentOn
from amends.journey.referral.actions import hand_in
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Status
from amends.journey.referral.tests.samples import GOOD
from amends.service.partners.actions import keep_setting
from amends.service.partners.models import Receiver


@pytest.fixture
def with_the_fire_team(coordinator, service, council, referrer):
    """A referral that the fire service's team has taken on."""
    with acting_as(referrer):
        referral = hand_in(by=referrer, service=service, form="referral", route="website", content=GOOD)
    with acting_as(coordinator):
        receiver = Receiver(service=service, agency=council)
        keep_setting(by=coordinator, row=receiver, details={"takes": "fire", "agency": council})
        Referral.objects.filter(pk=referral.pk).update(status=Status.SENT_ON)
        SentOn.objects.create(
            service=service,
            referral=referral,
            receiver=receiver,
            to=council.name,
            why="fits_fire_service",
            transferred_at=timezone.now(),
            transferred_by=coordinator,
            acknowledged_at=timezone.now(),
            accepted=True,
        )
    return referral


@pytest.mark.requirement("EX-083")
def test_what_is_with_the_fire_team_stands_at_a_partner_action_also_in_black_and_white(
    client, sign_in, coordinator, with_the_fire_team
):
    number = with_the_fire_team.number
    sign_in(client, coordinator)
    assert reverse("casefile:referral_map", args=[number]) in (
        client.get(reverse("eligibility:intake", args=[number])).content.decode()
    )
    page = " ".join(client.get(reverse("casefile:referral_map", args=[number])).content.decode().split())
    now = page.partition('aria-current="step"')[2].partition("</li>")[0]
    assert "○ Partner acts" in now
    assert "The fire service’s team takes it on" in now
    client.post(reverse("casefile:print_map", args=["fire"]), {"mark": "sent_on:accepted", "number": number})
    words = plain_text(Document.objects.get().html)
    for sign in ("■ We act", "○ Partner acts", "◆ Outcome"):
        assert sign in words
    assert "○ Partner acts – Now The fire service’s team takes it on" in words


def test_every_status_and_stage_has_its_place_on_the_usual_maps():
    for key in ("police", "partner"):
        found = maps.process_maps()[key]
        marks = [f"case:{stage}" for stage in Stage] + [f"referral:{status}" for status in Status]
        assert not [mark for mark in marks if found.step_at(mark) is None]


def test_a_case_shows_its_stage_to_whoever_may_open_it(client, sign_in, coordinator, stranger, a_case):
    address = reverse("casefile:case_map", args=[a_case.case.number])
    page = sign_in(client, coordinator).get(address).content.decode()
    assert "Second assessment" in page.partition('aria-current="step"')[2].partition("</li>")[0]
    assert sign_in(client, stranger).get(address).status_code == 404
