import re
from datetime import UTC, datetime

import pytest

from amends.delivery.cli.bulk.names import pools
from amends.delivery.cli.bulk.plan import TooFewError, plan_for, stride_of
from amends.delivery.cli.bulk.references import By, Finder, Varying, name_pieces
from amends.delivery.cli.bulk.writing import CRIMES_APART, LISTS, lists_of_keys
from amends.delivery.cli.example.building import VERBS
from amends.delivery.cli.example.entering import brought_forward
from amends.delivery.cli.example.scenario import HERE, ScenarioError, _spell_out, read_scenarios
from amends.delivery.cli.example.sections import Book, Kind, Section
from amends.foundation.lib.locking import lock
from amends.foundation.people.rules import initials_of
from amends.journey.referral.actions.entries import read_entries


def book(live=4, over=2):
    """A team, then so many cases; each has one row in two tables."""
    found, at = [], {"case_case": 0, "people_person": 0, "access_user": 0}
    plan = [("team", Kind.PEOPLE), *((f"l{i}", Kind.LIVE) for i in range(live))]
    plan += [(f"o{i}", Kind.OVER) for i in range(over)]
    for name, kind in plan:
        table = ["access_user"] if kind is Kind.PEOPLE else ["case_case", "people_person"]
        after = {**at, **{each: at[each] + 1 for each in table}}
        found.append(Section(name, kind, at, after))
        at = after
    return Book(found)


@pytest.mark.parametrize("cases", [6, 7, 50, 1000, 100_000])
def test_the_plan_comes_to_exactly_the_number_of_cases_asked_for(cases):
    told = book()
    plan = plan_for(told, cases)
    copied = sum(
        plan.copies.get(i, 0) for i, section in enumerate(told.sections) if section.kind is not Kind.PEOPLE
    )
    assert 6 + copied == cases


def test_fewer_cases_than_the_example_has_are_refused():
    with pytest.raises(TooFewError):
        plan_for(book(), 5)


def test_keys_of_copies_lie_beyond_those_of_the_example():
    assert stride_of(book(live=40)) == 100


def test_a_subject_moves_with_the_row_it_names():
    finder = Finder(book())
    assert finder.pieces("subject", "case:1", []) == ["case:", Varying("key", By.CASE, (1,)), ""]
    assert finder.pieces("subject", "user:1", []) == ["user:", Varying("key", By.TEAM, (1,)), ""]
    assert finder.pieces("about", "user:9:seen", []) == ["user:", "9", ":seen"]


def test_what_is_locked_stays_as_it_is_in_a_copy():
    """The name of a key may look like the number of a row; a text changed by one letter could not be opened again."""
    for locked in ("locked:230cf94a:w+sqCcGouSSk", lock("Case ESX-26-0001", "people_safecontact.warning")):
        assert Finder(book()).pieces("warning", locked, []) == [locked]


def test_ways_to_reach_somebody_differ_in_a_copy_and_those_of_the_service_do_not():
    finder = Finder(book(), staff={"cora@example.org": 99})
    assert finder.pieces("value", "07700 900123", []) == ["07700 900", Varying("phone", By.CASE, (123,))]
    assert finder.pieces("value", "a.b@example.org", [])[1] == Varying("nth", By.CASE, ())
    assert finder.pieces("to_address", "cora@example.org", []) == ["cora@example.org"]


def test_an_envelope_goes_to_the_address_on_the_card_in_a_copy_as_well():
    finder = Finder(book())
    house, street = finder.pieces("value", "70 Campion Way", [])
    postcode = finder.pieces("postcode", "ZZ2 8QS", [])
    assert finder.pieces("to_address", "70 Campion Way, ZZ2 8QS", []) == [
        house,
        f"{street}, {postcode[0]}",
        postcode[1],
    ]


def test_a_name_in_a_copy_keeps_its_initials():
    for full_name in ("Hazel Plover", "Zinnia Xerus"):
        first, last, _ = pools(full_name)
        assert {initials_of(f"{a} {b}") for a in first for b in last} == {initials_of(full_name)}
        assert [first[0], last[0]] == full_name.split()
    assert [piece for piece in name_pieces("Hazel Plover", By.CASE) if isinstance(piece, str)] == [" "]


def test_every_list_of_keys_is_known():
    assert set(lists_of_keys()) <= set(LISTS)


def test_no_copy_has_the_crime_number_of_another_matter():
    written = " ".join(path.read_text() for path in (HERE / "referrals").glob("*.yaml"))
    taken = [len(read_scenarios()), *(int(number) for number in re.findall(r"42/99(\d{4})/", written))]
    assert max(taken) < CRIMES_APART


def test_every_scenario_uses_verbs_that_somebody_knows():
    steps = {step.verb for scenario in read_scenarios() for step in scenario.steps}
    assert steps
    assert steps <= set(VERBS)


def test_a_chapter_is_spelt_out_where_it_is_named():
    chapters = {"both": ["one", {"do": "two", "after": 3}]}
    assert [(s.verb, s.after) for s in _spell_out(["both", "three"], chapters)] == [
        ("one", 0),
        ("two", 3),
        ("three", 0),
    ]


def test_a_scenario_without_words_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("x: {began: 1, steps: []}\n")
    with pytest.raises(ScenarioError, match="words"):
        read_scenarios(tmp_path)


@pytest.mark.parametrize("year", [2025, 2026, 2031])
def test_an_account_and_the_day_it_names_stay_together_and_lie_before_it_came(year):
    latest = datetime(year, 11, 27, 12, tzinfo=UTC)
    for entry in read_entries(HERE / "referrals"):
        brought = brought_forward(entry, latest).values
        came, happened = brought["received_at"][:10], brought["content"]["referral"].get("happened_on")
        written = entry.values["content"]["referral"].get("happened_on")
        assert not happened or str(happened) <= came, entry.name
        assert not written or str(written) >= came or happened == written, entry.name
