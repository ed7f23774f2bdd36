"""The end of a case on its pages: who may see them, what they lead to, and what they refuse."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.followup.models import Closing

MOST_QUERIES = 12


def page_of(name, case, *more):
    return reverse(f"followup:{name}", args=[case.number, *more])


@pytest.fixture
def at_the_desk(client, sign_in, coordinator):
    return sign_in(client, coordinator)


def test_step_to_close_leads_to_the_page_that_asks_how_it_ended(at_the_desk, a_case):
    answer = at_the_desk.post(reverse("casefile:step", args=[a_case.case.number, "close"]))
    assert answer["Location"] == page_of("closing", a_case.case)
    a_case.case.refresh_from_db()
    assert a_case.case.is_open


def test_case_is_coded_closed_answered_and_opened_again(at_the_desk, a_case, service, referrer):
    case = a_case.case
    a_referral(service, referrer=referrer, referrer_kind="police", case=case, status="accepted")
    assert "Found not suitable" in at_the_desk.get(page_of("closing", case)).content.decode()
    coded = {"reason": "risk", "note": "for us"}
    assert at_the_desk.post(page_of("outcome", case, "not_suitable"), coded).status_code == 302
    page = at_the_desk.get(page_of("closing", case)).content.decode()
    assert "The risk could not be made small enough" in page
    at_the_desk.post(page_of("letters", case))
    at_the_desk.post(page_of("close", case), {"version": str(case.version)})
    case.refresh_from_db()
    assert not case.is_open
    at_the_desk.post(page_of("closing", case), {"tell": "yes", "how": "telephone"})
    assert Closing.objects.get().referrer_told_how == "telephone"
    at_the_desk.post(page_of("reopen", case), {"because": "They asked for it."})
    case.refresh_from_db()
    assert case.is_open


def test_two_who_close_at_once_are_told(at_the_desk, a_case):
    case = a_case.case
    at_the_desk.post(page_of("outcome", case, "settled"), {"reason": "overtaken"})
    answer = at_the_desk.post(page_of("close", case), {"version": "0"}, follow=True)
    assert "changed this while you were working" in answer.content.decode()


def test_reason_is_asked_for_and_nothing_typed_is_lost(at_the_desk, a_case):
    answers = {"reason": "no_reason", "note": "typed at length"}
    page = at_the_desk.post(page_of("outcome", a_case.case, "declined"), answers)
    assert page.status_code == 200
    assert b"typed at length" in page.content
    assert not Closing.objects.exists()


def test_unknown_outcome_is_not_found(at_the_desk, a_case):
    assert at_the_desk.get(page_of("outcome", a_case.case, "vanished")).status_code == 404


@pytest.mark.parametrize("name", ["closing", "reopen"])
def test_facilitator_referrer_and_stranger_find_no_closing(
    client, sign_in, coordinator, facilitator, referrer, stranger, a_case, name
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    for user in (facilitator, referrer, stranger):
        assert sign_in(client, user).get(page_of(name, a_case.case)).status_code == 404


@pytest.mark.parametrize(
    ("outcome", "reason"), [("settled", "overtaken"), ("not_suitable", "risk"), ("not_suitable", "support")]
)
def test_closing_page_takes_few_queries(at_the_desk, a_case, coordinator, outcome, reason):
    at_the_desk.post(page_of("outcome", a_case.case, outcome), {"reason": reason})
    before = cost(at_the_desk, page_of("closing", a_case.case))
    assert before <= MOST_QUERIES
    for number in range(10):
        details = {"full_name": f"Robin Sample {number}", "gender": "not_stated"}
        add_person(by=coordinator, file=a_case.harmed_file, details=details, part="member")
    assert cost(at_the_desk, page_of("closing", a_case.case)) == before


@pytest.mark.requirement("W8-118")
def test_distance_ends_no_case_before_a_video_link_was_considered(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    getting_there = reverse("preparation:journey", args=[a_case.harmed.pk])
    file = reverse("preparation:person", args=[a_case.harmed.pk])
    far = {"area": "Penzance", "distance_miles": "240", "travel_barrier": "yes"}
    page = client.post(getting_there, far, follow=True).text
    assert "From Penzance. About 240 miles." in page
    assert "talk with them about meeting by video" in page
    ending = reverse("followup:outcome", args=[a_case.case.number, "not_suitable"])
    asked = client.post(ending, {"reason": "distance"}).text
    assert "Was a video link considered?" in asked
    assert not Closing.objects.exists()
    day = timezone.localdate()
    talked = {f"video_asked_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    client.post(getting_there, {**far, **talked, "video_setup": "A tablet in the library, and Jo helps"})
    page = client.get(file).text
    assert "At their end: A tablet in the library, and Jo helps" in page
    assert reverse("preparation:way", args=[a_case.harmed.pk]) in page
    assert client.post(ending, {"reason": "distance"}).status_code == 302
    assert Closing.objects.get().reason == "distance"


def test_where_somebody_comes_from_stays_on_their_own_side(client, sign_in, coordinator, facilitator, a_case):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="test")
    sign_in(client, facilitator)
    assert client.get(reverse("preparation:journey", args=[a_case.harmed.pk])).status_code == 404
    assert client.get(reverse("preparation:journey", args=[a_case.responsible.pk])).status_code == 200
