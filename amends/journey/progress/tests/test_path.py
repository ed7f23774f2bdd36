"""The path of a case by the way it came: whose each step is, how it ended, and why one was passed over."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.contact.actions import log_contact
from amends.journey.contact.models import Contact
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.progress.actions import go_on_to
from amends.journey.progress.models import Skipped
from amends.journey.progress.paths import paths, route_for
from amends.journey.progress.rules.path import check_visits_not_passed_over, path_of

MOST_QUERIES = 12


def url(case):
    return reverse("progress:path", args=[case.number])


@pytest.fixture
def screened(a_case, service, police, referrer):
    """A case that the police referred and that was taken on today."""
    a_referral(
        service,
        referrer=referrer,
        agency=police,
        referrer_kind="police",
        case=a_case.case,
        status="accepted",
        decided_at=timezone.now(),
    )
    return a_case.case


@pytest.mark.requirement("EX-082")
def test_jump_from_screened_to_visits_asks_for_a_reason_and_stands_in_the_history(
    client, sign_in, coordinator, screened, acting
):
    browser = sign_in(client, coordinator)
    page = browser.get(url(screened))
    assert [row[0] for row in page.context["table"].rows if row[2].tag.text == "Now"] == [
        "Information gathered"
    ]
    refused = browser.post(url(screened), {"step": "visits", "why": ""})
    assert "This passes over: information gathered, second assessment, allocated. Say why." in refused.text
    acting(coordinator)
    assert not Skipped.objects.exists()
    told = {"step": "visits", "why": "The prison lets us in only this week."}
    assert browser.post(url(screened), told).status_code == 302
    assert {row.step for row in Skipped.objects.all()} == {"information", "second", "allocated"}
    page = browser.get(url(screened))
    assert "Visits are not open yet" in page.text
    assert "kept as a note on the case" in page.text
    assert page.text.count("The prison lets us in only this week.") == 3
    assert [row[0] for row in page.context["table"].rows if row[2].tag.text == "Now"] == ["Visits"]
    history = browser.get(reverse("casefile:timeline", args=[screened.number])).text
    assert "A step of the path was passed over, with the reason" in history
    assert "prison" not in history


@pytest.mark.requirement("EX-082")
@pytest.mark.parametrize("direction", ["out", "in"])
@pytest.mark.parametrize("kind", ["visit", "interview", "video"])
def test_no_visit_is_written_down_at_screened_even_with_a_reason(
    screened, a_case, coordinator, acting, kind, direction
):
    """A reason passes over steps of the path; what the life of a case asks for before a visit it does not open."""
    acting(coordinator)
    go_on_to(by=coordinator, case=screened, step="visits", why="The prison lets us in only this week.")
    with pytest.raises(Refused, match="visits need two"):
        log_contact(
            by=coordinator,
            participant=a_case.responsible,
            kind=kind,
            result="reached",
            at=timezone.now(),
            minutes=30,
            direction=direction,
        )
    assert not Contact.objects.filter(participant=a_case.responsible).exists()
    assert "visits" not in {line.step.key for line in path_of(screened).lines if line.outcome}


@pytest.mark.requirement("EX-082")
@pytest.mark.parametrize(
    ("kind", "route", "information"),
    [
        ("police", "police", "Police"),
        ("fire", "fire", "Fire service"),
        ("housing", "partner", "Referring body"),
        ("", "partner", "Referring body"),
    ],
)
def test_each_route_says_whose_every_step_is(kind, route, information):
    found = route_for(kind)
    assert (found.key, found.actors["information"]) == (route, information)
    assert list(found.actors) == list(paths().steps)
    assert len(paths().steps) == 12


@pytest.mark.requirement("EX-082")
def test_every_step_ends_in_a_named_outcome(screened, coordinator, acting):
    acting(coordinator)
    for milestone in (Milestone.INFORMATION_ASKED, Milestone.SECOND_ASSESSMENT_DONE, Milestone.WAY_CHOSEN):
        reach(by=coordinator, case=screened, milestone=milestone)
    ended = {line.step.key: line.outcome for line in path_of(screened).lines if line.outcome}
    assert ended == {
        "received": "The referral came in",
        "screened": "Eligible and taken on",
        "information": "Other bodies were asked",
        "second": "Suitable so that facilitators are sought",
        "method": "A way of communicating was chosen",
    }


def test_nothing_is_passed_over_twice_or_where_it_comes_next(screened, coordinator, acting):
    acting(coordinator)
    with pytest.raises(Refused, match="comes next"):
        go_on_to(by=coordinator, case=screened, step="information", why="Because")
    with pytest.raises(Refused, match="has ended"):
        go_on_to(by=coordinator, case=screened, step="received", why="Because")
    go_on_to(by=coordinator, case=screened, step="second", why="All known")
    with pytest.raises(Refused, match="passed over"):
        go_on_to(by=coordinator, case=screened, step="information", why="Because")


@pytest.mark.requirement("EX-082")
def test_no_case_closes_in_which_they_communicated_unvisited_and_nobody_said_why(
    screened, coordinator, acting
):
    acting(coordinator)
    reach(by=coordinator, case=screened, milestone=Milestone.COMMUNICATED)
    with pytest.raises(Refused, match="not both sides were visited"):
        check_visits_not_passed_over(screened)
    go_on_to(by=coordinator, case=screened, step="method", why="Both live abroad; we spoke by video.")
    check_visits_not_passed_over(screened)


def test_facilitator_and_referrer_do_not_see_it_and_it_takes_few_queries(
    client, sign_in, coordinator, facilitator, referrer, screened
):
    for user in (facilitator, referrer):
        assert sign_in(client, user).get(url(screened)).status_code == 404
    assert cost(sign_in(client, coordinator), url(screened)) <= MOST_QUERIES


def test_fire_service_has_its_own_steps(client, sign_in, a_case, service, referrer, coordinator):
    with acting_as(coordinator):
        fire = Agency.objects.create(service=service, name="Example Fire", kind="fire")
        a_referral(service, referrer=referrer, agency=fire, case=a_case.case, status="accepted")
    page = sign_in(client, coordinator).get(url(a_case.case)).text
    assert "Route: Fire service" in page
