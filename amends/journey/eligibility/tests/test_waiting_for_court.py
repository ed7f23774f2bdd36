"""A referral whose court matter is not finished waits at screening; the day after the hearing somebody asks."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, state_of
from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.actions import Ruling, open_case_from, screen_referral
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.referral.actions import state_facts

TENTH = dt.datetime(2027, 6, 10, 9, tzinfo=dt.UTC)
HEARING = dt.date(2027, 6, 12)


def on_the(day):
    return time_machine.travel(TENTH + dt.timedelta(days=day - 10), tick=False)


@pytest.mark.requirement("EX-028")
def test_nobody_is_found_before_sentence_and_the_day_after_the_hearing_asks_for_it(service, coordinator):
    """A hearing on 12 June and no sentence: no case, so nothing to allocate, on the 10th; a task on the 13th."""
    referral = clear(
        service, coordinator, facts={"court_stage": "awaiting_sentence"}, next_hearing_on=HEARING
    )
    with on_the(10):
        with pytest.raises(Refused):
            screen_referral(
                by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
            )
        held = screen_referral(
            by=coordinator, referral=again(referral), ruling=Ruling("hold", reason="No sentence")
        )
        assert held.hold_until == dt.date(2027, 6, 13)
        with pytest.raises(Refused):
            open_case_from(by=coordinator, referral=again(referral), what="a fence", roles="clear", sides={})
        task = Clock.objects.get(name="referral-hold")
        assert state_of(task, timezone.now()) is State.RUNNING
    with on_the(13):
        assert state_of(task, timezone.now()) is State.TODAY
        assert (task.title, task.owner) == ("Ask what sentence the court passed", coordinator)
    with on_the(14):
        state_facts(
            by=coordinator,
            referral=again(referral),
            facts={"court_stage": "sentenced"},
            said_by="coordinator",
        )
        screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=Ruling("eligible", family="anti_social_behaviour"),
        )
        task.refresh_from_db()
        assert task.stopped_at


def test_day_chosen_by_hand_counts(service, coordinator):
    referral = clear(service, coordinator, facts={"court_stage": "charged"}, next_hearing_on=HEARING)
    chosen = timezone.localdate() + dt.timedelta(days=3)
    held = screen_referral(
        by=coordinator, referral=referral, ruling=Ruling("hold", reason="No sentence", hold_until=chosen)
    )
    assert held.hold_until == chosen
    assert Clock.objects.get(name="referral-hold").title == "Come back to a referral on hold"


def test_hold_for_another_reason_does_not_ask_about_the_court(service, coordinator):
    referral = clear(service, coordinator, next_hearing_on=HEARING)
    held = screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait"))
    assert held.hold_until is None
