"""Sixteen referrals as they reach a hub: each lands whole, with what must be noticed, its facts and its decision."""

from pathlib import Path

import pytest
import yaml

from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import screen
from amends.journey.referral.actions.entries import land, read_entries, work_through
from amends.journey.referral.facts import facts_of
from amends.journey.referral.noticing import notices_of

ROOT = Path(__file__).resolve().parents[4]
ENTRIES = read_entries(ROOT / "amends/delivery/cli/example/referrals")
EXPECTED = ROOT / "tests/data/referrals"
# True of the referral although the coordinator's list leaves it out: her two children were abused as well.
BESIDES = {"20-bus-stop-cra1": {"victim_under_18": True}}


def expected_of(entry):
    return yaml.safe_load((EXPECTED / f"{entry.name}.expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(params=ENTRIES, ids=lambda entry: entry.name)
def entry(request):
    return request.param


def test_there_are_sixteen_entries_and_one_for_each_referral():
    assert [e.name for e in ENTRIES] == sorted(file.stem for file in EXPECTED.glob("*.txt"))


def test_referral_lands_with_what_must_be_noticed(entry, service, coordinator):
    referral = land(by=coordinator, service=service, entry=entry)

    codes = {notice.code for notice in notices_of(referral)}
    assert set(entry.values["notices"]) <= codes
    work_through(by=coordinator, referral=referral, entry=entry)
    assert set(entry.values.get("later_notices", [])) <= {notice.code for notice in notices_of(referral)}


def test_referral_has_the_facts_and_the_decision_a_careful_coordinator_takes_from_it(
    entry, service, coordinator
):
    expected = expected_of(entry)
    referral = land(by=coordinator, service=service, entry=entry)
    work_through(by=coordinator, referral=referral, entry=entry)

    facts = facts_of(referral)
    assert facts == expected["facts"] | BESIDES.get(entry.name, {})
    decision = screen(load_profile("essex-2015"), facts)
    assert decision.outcome == expected["decision"]
    assert sorted(decision.missing) == sorted(expected.get("missing", []))


def test_form_of_the_entry_is_the_one_it_came_on(entry):
    assert entry.values["form"] == expected_of(entry)["form"]
