"""How far responsibility is taken: every stage in one table, on the page of the person responsible alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.rules import check_step, reached
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.models import Screening, SecondAssessment
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.referral.models import ReferralFact
from amends.journey.suitability.taken import Taken, series_of, warning
from amends.journey.suitability.tests.cast import agreed, judged

BUDGET = 12
CAPTION = "How far they take responsibility"
DENIES = {"acceptance": "none", "acceptance_comment": "Says that it was not him."}


@pytest.fixture
def taken_in_full(coordinator, a_case):
    """The referrer, the screening and the second assessment all say that he takes all of it."""
    agreed(coordinator, a_case.harmed, a_case.responsible)
    referral = a_referral(a_case.case.service, case=a_case.case)
    of_service = {"service": a_case.case.service}
    ReferralFact.objects.create(
        **of_service,
        referral=referral,
        name="responsibility",
        value="full",
        said_by="referrer",
        note="Told the officer so.",
        recorded_by=coordinator,
    )
    decided = {"profile": "essex-2015", "profile_version": 1, "outcome": "eligible", "decision": "eligible"}
    Screening.objects.create(
        **of_service,
        **decided,
        referral=referral,
        facts={"responsibility": {"value": "full", "said_by": "referrer", "recorded_by": ""}},
        explanations=[],
        family="criminal",
        reason="She still sleeps badly.",
        screened_by=coordinator,
    )
    SecondAssessment.objects.create(
        **of_service,
        **{**decided, "decision": "accept"},
        case=a_case.case,
        reasons="She wants it.",
        relied_words="The police.",
        responsibility="some",
        assessed_by=coordinator,
    )
    return a_case


def page_of(browser, participant, name="taken"):
    return browser.get(reverse(f"suitability:{name}", args=[participant.pk])).content.decode()


@pytest.mark.requirement("EX-129")
def test_yes_at_referral_and_no_at_the_visit_are_both_shown_and_hold_the_case(
    desk, coordinator, taken_in_full
):
    today, person = timezone.localdate(), taken_in_full.responsible
    judged(coordinator, taken_in_full.harmed)
    judged(coordinator, person, answers=DENIES, interviewed_on=today, basis="He walked out.")
    with CaptureQueriesContext(connection) as captured:
        page = page_of(desk, person)
    asked = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= BUDGET
    table = page.split("<table", 1)[1].split("</table>", 1)[0]
    order = ["Referral", "All of it", "Screening", "Second assessment", "Part of it", "Visit", "None of it"]
    places = [table.index(words) for words in order]
    assert places == sorted(places)
    for words in ("Told the officer so.", "He walked out.", coordinator.name, long_date(today)):
        assert words in table
    assert "Nothing passes to the other side" in page
    first = page_of(desk, person, "person")
    assert reverse("suitability:taken", args=[person.pk]) in first
    assert "Nothing passes to the other side" in first
    ready = {Milestone.RISK_ASSESSED, Milestone.WAY_CHOSEN}
    taken_in_full.case.stage = "preparation"
    with pytest.raises(Refused, match="found suitable by the facilitators"):
        check_step(taken_in_full.case, "begin_communication", by=coordinator, have={*ready})
    assert "suitable" not in reached(taken_in_full.case)


def test_what_screening_and_assessment_say_of_everybody_is_not_repeated_here(desk, taken_in_full):
    page = page_of(desk, taken_in_full.responsible)
    assert CAPTION in page
    assert "sleeps badly" not in page
    assert "She wants it" not in page


@pytest.mark.requirement("EX-129")
def test_the_side_of_the_harmed_sees_nothing_of_it(
    client, sign_in, coordinator, facilitator, acting, taken_in_full
):
    judged(coordinator, taken_in_full.responsible, answers=DENIES, interviewed_on=timezone.localdate())
    grant_file(by=coordinator, file=taken_in_full.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    page = page_of(client, taken_in_full.harmed, "person")
    assert CAPTION not in page
    assert "None of it" not in page
    for person in (taken_in_full.responsible, taken_in_full.harmed):
        assert client.get(reverse("suitability:taken", args=[person.pk])).status_code == 404
    acting(facilitator)
    assert series_of(taken_in_full.harmed) == []
    assert not ReferralFact.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], ""),
        (["full", "full"], ""),
        (["none", "some"], ""),
        (["", "unknown"], ""),
        (["full", "part"], "Less responsibility"),
        (["full", "none"], "Nothing passes"),
        (["full", "none", "unknown"], "Nothing passes"),
    ],
)
def test_the_warning_follows_what_was_known_last(said, words):
    series = [Taken("Visit", timezone.now(), value, "Cora", "") for value in said]
    found = warning(series)
    assert words in found
    assert bool(found) is bool(words)
