"""A letter at each point of its way, for tests."""

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.journey.indirect import actions
from amends.journey.indirect.models import Exchange
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM

WORDS = "I am sorry about the fence. I was angry and I had no right to break it."
GOOD = {
    "own_words": "yes",
    "blame_or_excuse": "no",
    "threat_or_pressure": "no",
    "wants_something": "no",
    "gives_away": "no",
    "others": "no",
    "answers_them": "yes",
    "surprises": "no",
    "readable": "yes",
    "misuse": "no",
}
GLAD = {"worked": "yes", "how_known": "She said so.", "view": "It was good to hear it."}


def a_letter(by, fence, *, words=WORDS, kind="letter", **details):
    """Begun and written by the person responsible, who agrees to it."""
    exchange = actions.begin(by=by, case=fence.case, from_file=fence.responsible_file, kind=kind)
    more = {"sender_agreed_on": timezone.localdate(), **details}
    actions.write(by=by, exchange=exchange, author=fence.responsible, words=words, details=more)
    return exchange


def passed(by, reader, exchange):
    """Handed in by one and passed by another."""
    draft = actions.hand_in(by=by, draft=exchange.drafts.get())
    return actions.vet(by=reader, draft=draft, answers=GOOD, verdict="passed")


def assess_again(by, participant):
    """The risk, looked at for this step."""
    low = Finding(level="low", reasons=["letter read"], safeguards="read it with her", answers=NO_HARM)
    return assess(by=by, participant=participant, moment="before_step", finding=low)


@pytest.fixture
def released(communicating, coordinator, manager):
    """A letter that may be offered now: `released()`, or `released("shuttle")`."""

    def make(kind="letter", **details):
        way = {"letter": "letters", "shuttle": "shuttle"}.get(kind, "recorded_message")
        fence = communicating(way)
        with acting_as(coordinator):
            fence.exchange = a_letter(coordinator, fence, kind=kind, **details)
            draft = passed(coordinator, manager, fence.exchange)
            actions.release(by=coordinator, draft=draft)
        fence.exchange = Exchange.objects.select_related("case").get(pk=fence.exchange.pk)
        return fence

    return make


def offer_and_choose(by, fence, choice="hear"):
    """Offered to the person harmed, who says what she wants."""
    today = timezone.localdate()
    row = actions.offer(by=by, exchange=fence.exchange, participant=fence.harmed, on=today)
    return actions.choose(by=by, row=row, choice=choice, on=today)
