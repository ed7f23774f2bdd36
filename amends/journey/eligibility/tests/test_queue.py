from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.pages.tests.costs import cost
from amends.journey.eligibility.queries.queue import PAGE, VIEWS, Key, page_of, waiting
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.referral.actions import ask_referrer, state_facts
from amends.journey.referral.models import Question
from amends.journey.referral.models.referral import Turn

QUEUE = "eligibility:queue"


@pytest.fixture
def signed_in(client, sign_in, coordinator):
    return sign_in(client, coordinator)


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def numbers(page) -> list[str]:
    return [line.referral.number for line in page.context["lines"]]


def test_line_shows_age_kind_sender_and_the_referrer_s_own_first_line(signed_in, service):
    a_referral(service, received_at=timezone.now() - timedelta(days=3))
    page = signed_in.get(reverse(QUEUE))
    for words in ("A fence was cut.", "Essex Police", "3 days", "Referral form"):
        assert words in page.text
    assert "Second line" not in page.text


@pytest.mark.requirement("EX-132")
def test_question_without_answer_shows_waiting_seven_days_with_a_chase(client, sign_in, service, coordinator):
    with time_machine.travel(at("2027-05-03T15:00")):
        referral = a_referral(service)
        question = ask_referrer(by=coordinator, referral=referral, text="How old is he?")
    with time_machine.travel(at("2027-05-10T09:00")):
        signed_in = sign_in(client, coordinator)
        page = signed_in.get(reverse(QUEUE))
        assert "Waiting 7 days for the referrer" in page.text
        chase = reverse("eligibility:chase", args=[referral.number, question.pk])
        assert chase in page.text
        signed_in.post(chase, {"back": "queue"})
    assert Question.objects.get(pk=question.pk).chased_at is not None


@pytest.mark.requirement("W8-091")
def test_one_that_is_not_acknowledged_the_next_working_day_is_flagged(client, sign_in, coordinator, service):
    friday = at("2027-05-07T10:00")
    a_referral(service, received_at=friday)
    answered = a_referral(service, received_at=friday, registered_at=friday, acknowledged_at=friday)
    with time_machine.travel(at("2027-05-09T12:00")):
        assert "Referrer has no answer yet" not in sign_in(client, coordinator).get(reverse(QUEUE)).text
    with time_machine.travel(at("2027-05-10T09:00")):
        page = sign_in(client, coordinator).get(reverse(QUEUE))
        late = {line.referral.number: line.is_late_to_register for line in page.context["lines"]}
        assert page.text.count("Referrer has no answer yet") == 1
    assert late.pop(answered.number) is False
    assert list(late.values()) == [True]


@pytest.mark.requirement("W8-103")
def test_edge_of_custody_stands_above_another_of_the_same_day(signed_in, service, coordinator):
    other, right_tier, edge = (a_referral(service, received_at=at("2026-05-08T10:00")) for _ in range(3))
    state_facts(by=coordinator, referral=edge, facts={"at_risk_of_custody": True, "tier": 2})
    state_facts(by=coordinator, referral=right_tier, facts={"tier": 3})
    page = signed_in.get(reverse(QUEUE))
    assert numbers(page) == [edge.number, right_tier.number, other.number]
    assert "Edge of custody" in page.text


def test_pages_follow_each_other_without_gap_or_repeat(signed_in, service, coordinator):
    for hour in range(PAGE + 5):
        a_referral(service, received_at=at("2026-05-08T10:00") + timedelta(hours=hour // 2))
    first = signed_in.get(reverse(QUEUE))
    second = signed_in.get(reverse(QUEUE) + first.context["pages"].next_url)
    seen = numbers(first) + numbers(second)
    assert len(seen) == len(set(seen)) == PAGE + 5
    assert second.context["pages"].next_url == ""


@pytest.mark.parametrize("after", ["x", "1~2~3", "9~2026-05-08T10:00:00+00:00~1", "0~2026-05-08~1", "~~"])
def test_edited_key_shows_the_first_page(signed_in, service, after):
    a_referral(service)
    assert len(numbers(signed_in.get(reverse(QUEUE), {"after": after}))) == 1
    assert Key.read(after) is None


def test_queries_stay_the_same_for_many(signed_in, service, coordinator):
    ask_referrer(by=coordinator, referral=a_referral(service), text="Why?")
    before = cost(signed_in, reverse(QUEUE))
    assert before <= 12
    for _ in range(PAGE + 1):
        ask_referrer(by=coordinator, referral=a_referral(service), text="Why?")
    assert cost(signed_in, reverse(QUEUE)) == before


def test_every_tab_opens_and_drafts_are_in_none(signed_in, service, coordinator):
    a_referral(service, status="not_eligible")
    for key in VIEWS:
        assert signed_in.get(reverse(QUEUE), {"view": key}).status_code == 200
    lines, _ = page_of(waiting(coordinator, service, VIEWS["open"]), None)
    assert lines == []


@pytest.mark.parametrize("who", ["facilitator", "referrer", "administrator", "board_member", "sysadmin"])
def test_others_do_not_find_the_queue(client, sign_in, request, who):
    assert sign_in(client, request.getfixturevalue(who)).get(reverse(QUEUE)).status_code == 404


def test_queue_of_another_service_is_empty_of_ours(client, sign_in, service, stranger, coordinator):
    a_referral(service)
    assert numbers(sign_in(client, stranger).get(reverse(QUEUE))) == []


@pytest.mark.parametrize(
    ("stated", "turn"),
    [
        ([{"at_risk_of_custody": True}], Turn.EDGE_OF_CUSTODY),
        ([{"at_risk_of_custody": True, "tier": 4}], Turn.EDGE_OF_CUSTODY),
        ([{"tier": 3}], Turn.RIGHT_LEVEL),
        ([{"seriousness": "medium"}], Turn.RIGHT_LEVEL),
        ([{"tier": 2, "seriousness": "low"}], Turn.OTHERS),
        ([{"plea": "guilty"}], Turn.OTHERS),
        ([{"at_risk_of_custody": True}, {"at_risk_of_custody": None}], Turn.OTHERS),
        ([{"at_risk_of_custody": True, "tier": 3}, {"at_risk_of_custody": False}], Turn.RIGHT_LEVEL),
    ],
)
def test_turn_follows_what_was_said_last(service, coordinator, stated, turn):
    referral = a_referral(service)
    for facts in stated:
        state_facts(by=coordinator, referral=referral, facts=facts)
    assert referral.turn == turn
    referral.refresh_from_db()
    assert referral.turn == turn


def test_pages_follow_each_other_across_turns(signed_in, service, coordinator):
    at_once = at("2026-05-08T10:00")
    for place in range(PAGE * 2 + 3):
        referral = a_referral(service, received_at=at_once)
        state_facts(by=coordinator, referral=referral, facts={"tier": 3 if place % 3 else 1})
    page = signed_in.get(reverse(QUEUE))
    seen = numbers(page)
    while page.context["pages"].next_url:
        page = signed_in.get(reverse(QUEUE) + page.context["pages"].next_url)
        seen += numbers(page)
    assert len(seen) == len(set(seen)) == PAGE * 2 + 3
