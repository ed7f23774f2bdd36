"""The office's record of twelve parts: what is empty is named, and a case closes when nothing is."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.allocation.actions import set_weight
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.rules.closing import Coded
from amends.journey.progress.actions import mark_not_applicable
from amends.journey.progress.rules.record import PARTS, missing_of, record_of

MOST_QUERIES = 12
DECLINED = Coded(
    "declined", "not_for_them", whose=Side.HARMED, why_no_other_way="They want nothing more to do with it."
)


def url(case):
    return reverse("progress:record", args=[case.number])


@pytest.fixture
def ended(a_case, coordinator):
    """A case under the 2013 rules in which the person harmed said no, coded and not closed yet."""
    with acting_as(coordinator):
        a_case.case.profile = "noms-2013"
        a_case.case.save(update_fields=["profile"])
        a_case.harmed.case.profile = "noms-2013"
        agree(coordinator, a_case.harmed, "take_part")
        reach(by=coordinator, case=a_case.case, milestone=Milestone.FACILITATORS_ACCEPTED)
        refuse(coordinator, a_case.harmed, "take_part")
        code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    a_case.case.refresh_from_db()
    return a_case


@pytest.mark.requirement("W8-327")
def test_case_without_source_and_seriousness_does_not_close_and_both_are_named(ended, coordinator, acting):
    acting(coordinator)
    for part in missing_of(ended.case):
        if part.key not in {"source", "seriousness"}:
            mark_not_applicable(by=coordinator, case=ended.case, part=part.key, why="Nobody was reached.")
    with pytest.raises(Refused) as refusal:
        close_case(by=coordinator, case=ended.case)
    assert "lacks: source of referral, seriousness of the offence." in str(refusal.value)
    set_weight(by=coordinator, case=ended.case, details={"seriousness": "low"})
    mark_not_applicable(by=coordinator, case=ended.case, part="source", why="It was opened here.")
    assert close_case(by=coordinator, case=ended.case).stage == Stage.CLOSED


@pytest.mark.requirement("W8-327")
def test_record_has_the_twelve_parts_and_shows_which_are_empty(client, sign_in, ended, administrator):
    assert list(PARTS) == [
        "referred_on", "source", "allocated_on", "facilitators", "offence", "seriousness", "contacts",
        "willing", "route", "conference", "closed_on", "monitoring",
    ]  # fmt: skip
    browser = sign_in(client, administrator)
    page = browser.get(url(ended.case))
    state = {row[0]: row[1].tag.text for row in page.context["table"].rows}
    assert state["Source of referral"] == "Missing"
    assert state["Date of allocation"] == "Filled"
    assert "HH: no" in page.text
    told = {"part": "source", "why": "It was opened here."}
    assert browser.post(url(ended.case), told).status_code == 302
    assert "It was opened here." in browser.get(url(ended.case)).text
    assert cost(browser, url(ended.case)) <= MOST_QUERIES


def test_other_rules_close_without_this_record(a_case, coordinator, acting):
    acting(coordinator)
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    assert close_case(by=coordinator, case=a_case.case).stage == Stage.CLOSED


def test_what_is_filled_or_marked_is_not_marked_again(ended, coordinator, acting):
    acting(coordinator)
    with pytest.raises(Refused, match="filled, or marked"):
        mark_not_applicable(by=coordinator, case=ended.case, part="offence", why="No")
    with pytest.raises(Refused, match="no such part"):
        mark_not_applicable(by=coordinator, case=ended.case, part="weather", why="No")
    assert next(part.words for part in record_of(ended.case) if part.key == "route") == "No communication"


def test_facilitator_who_sees_one_side_has_no_such_page(client, sign_in, ended, facilitator):
    assert sign_in(client, facilitator).get(url(ended.case)).status_code == 404
