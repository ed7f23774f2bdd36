"""What a letter did for whoever it reached is said before it ends, and stays in their file (W8-290)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.indirect import actions
from amends.journey.indirect.models import Effect
from amends.journey.indirect.tests.cast import GLAD, assess_again, offer_and_choose

TODAY = timezone.localdate


@pytest.fixture
def delivered(released, coordinator):
    """A letter that was read out."""
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    actions.deliver(by=coordinator, row=actions.fetch(by=coordinator, row=row), on=TODAY(), how="read_out")
    return fence


@pytest.mark.requirement("W8-290")
@pytest.mark.parametrize(
    ("missing", "words"), [("worked", "did some good"), ("how_known", "how you know"), ("view", "themselves")]
)
def test_delivered_letter_is_not_ended_without_what_came_of_it(delivered, coordinator, missing, words):
    with pytest.raises(Refused, match=words) as refusal:
        actions.end(
            by=coordinator,
            exchange=delivered.exchange,
            **(GLAD | {missing: " " if missing != "worked" else ""}),
        )
    assert refusal.value.field == missing
    assert not Effect.objects.exists()
    actions.end(by=coordinator, exchange=delivered.exchange, **GLAD, learning="Read more slowly")
    kept = Effect.objects.get()
    assert (kept.worked, kept.how_known, kept.view) == tuple(GLAD.values())
    assert kept.learning == "Read more slowly"


def test_what_a_letter_did_for_her_stays_in_her_file(delivered, coordinator, facilitator, client, sign_in):
    exchange, theirs = delivered.exchange, delivered.harmed_file.grants.filter(user=facilitator)
    theirs.update(ended_at=timezone.now())
    page = reverse("indirect:chain", args=[delivered.case.number, exchange.pk])
    end = reverse("indirect:end", args=[delivered.case.number, exchange.pk])
    sign_in(client, facilitator)
    assert end not in client.get(page).text
    assert "whoever works with them says" in client.post(end, GLAD).text
    with acting_as(coordinator):
        actions.end(by=coordinator, exchange=exchange, **GLAD)
    assert "It was good to hear it" not in client.get(page).text
    assert "She said so" not in client.get(page).text
    with acting_as(facilitator):
        assert not Effect.objects.exists()
    assert "It was good to hear it" in sign_in(client, coordinator).get(page).text
