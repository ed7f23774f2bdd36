"""OGRS3 gives what the Ministry's own tests give, and refuses what cannot be."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.lib.dates import age_on
from amends.foundation.policy.ogrs3 import BadScoreFactError, Facts, history_of, ogrs3, ogrs3_table
from amends.foundation.policy.source import POLICY_FOLDER, PolicyError

OFFENCES = sorted(ogrs3_table().offences)
FIRST = Facts(
    sex="male",
    born=date(1965, 12, 7),
    convicted_on=date(2025, 5, 13),
    follow_up_from=date(2026, 12, 6),
    sanctions=2,
    age_at_first=47,
    offence="soliciting",
)
SECOND = Facts(
    sex="male",
    born=date(1991, 7, 17),
    convicted_on=date(2021, 8, 5),
    follow_up_from=date(2021, 12, 12),
    sanctions=2,
    age_at_first=21,
    offence="fraud",
)
THIRD = replace(SECOND, offence="other")
FOURTH = Facts(
    sex="male",
    born=date(1975, 4, 29),
    convicted_on=date(2009, 2, 19),
    follow_up_from=date(2020, 1, 14),
    sanctions=22,
    age_at_first=17,
    offence="drug_trade",
)


@pytest.mark.parametrize(
    ("facts", "copas", "one", "two", "exact", "band"),
    [
        (FIRST, -3.00005, 8, 16, (0.08324, 0.15710), "Low"),
        (SECOND, -2.8166, 11, 20, (0.10745, 0.19814), "Low"),
        (THIRD, -2.8166, 9, 17, (0.08805, 0.16541), "Low"),
        (FOURTH, -0.20900, 35, 52, (0.34556, 0.52012), "Medium"),
    ],
)
def test_the_published_examples(facts, copas, one, two, exact, band):
    found = ogrs3(facts)
    assert (found.one_year, found.two_year, found.band) == (one, two, band)
    assert found.copas == pytest.approx(copas, abs=5e-5)
    assert (found.exact_one, found.exact_two) == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize(
    ("terms", "one", "two"),
    [(0, 0.80259, 0.89299), (1, 0.91702, 0.95778), (-2.776835807, 0.20193, 0.34183)],
)
def test_the_constants_of_one_and_two_years(terms, one, two):
    table = ogrs3_table()
    shares = [1 / (1 + math.exp(-(constant + terms))) for constant in (table.one, table.two)]
    assert shares == pytest.approx([one, two], abs=1e-5)


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"convicted_on": date(1975, 1, 1), "age_at_first": 10}, "convicted_on"),
        ({"age_at_first": 60}, "age_at_first"),
        ({"age_at_first": 9}, "age_at_first"),
        ({"offence": "star_gazing"}, "offence"),
        ({"sanctions": 0}, "sanctions"),
        ({"sanctions": 1}, "age_at_first"),
        ({"sex": "other"}, "sex"),
        ({"follow_up_from": date(2024, 1, 1)}, "follow_up_from"),
        ({"is_caution": True}, "convicted_before"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_named(changes, fact):
    with pytest.raises(BadScoreFactError) as refused:
        ogrs3(replace(FIRST, **changes))
    assert refused.value.fact == fact


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"sanctions": 1, "is_caution": True}, "first_caution"),
        ({"sanctions": 1}, "first_conviction"),
        ({}, "repeat_conviction"),
        ({"is_caution": True, "convicted_before": False}, "caution_after_caution"),
        ({"is_caution": True, "convicted_before": True}, "caution_after_conviction"),
    ],
)
def test_the_history_that_counts(changes, line):
    assert history_of(replace(FIRST, **changes)) == line


@st.composite
def people(draw):
    """Anybody of whom a score can be worked out, convicted now after at least one earlier sanction."""
    born = draw(st.dates(date(1930, 1, 1), date(2012, 12, 31)))
    convicted = draw(st.dates(date(born.year + 11, 1, 1), date(min(born.year + 100, 2026), 12, 31)))
    follow_up = draw(st.dates(convicted, date(min(convicted.year + 10, born.year + 119), 12, 31)))
    return Facts(
        sex=draw(st.sampled_from(["male", "female"])),
        born=born,
        convicted_on=convicted,
        follow_up_from=follow_up,
        sanctions=draw(st.integers(2, 200)),
        age_at_first=draw(st.integers(10, age_on(born, convicted))),
        offence=draw(st.sampled_from(OFFENCES)),
    )


@given(people())
def test_a_score_stays_within_bounds_and_two_years_are_never_less_than_one(facts):
    found = ogrs3(facts)
    assert 1 <= found.one_year <= found.two_year <= 99
    assert 0 < found.exact_one < found.exact_two < 1


@given(people(), st.integers(1, 20))
def test_more_sanctions_never_lower_it(facts, more):
    assert ogrs3(replace(facts, sanctions=facts.sanctions + more)).exact_two > ogrs3(facts).exact_two


@given(people(), st.data())
def test_the_same_number_over_a_shorter_time_never_lowers_it(facts, data):
    later = data.draw(st.integers(facts.age_at_first, age_on(facts.born, facts.convicted_on)))
    assert ogrs3(replace(facts, age_at_first=later)).exact_two >= ogrs3(facts).exact_two


@given(people())
def test_the_band_follows_from_the_figure_for_two_years(facts):
    found = ogrs3(facts)
    ends = {"Low": range(50), "Medium": range(50, 75), "High": range(75, 90), "Very high": range(90, 100)}
    assert found.two_year in ends[found.band]


def test_a_mistake_in_the_table_is_answered_with_its_line(policy):
    file = policy.folder / "ogrs3.yaml"
    file.write_text((POLICY_FOLDER / "ogrs3.yaml").read_text().replace("copas: 1.251124464", "copas: much"))
    with pytest.raises(PolicyError, match=r"ogrs3.yaml, line \d+: expected a figure"):
        ogrs3_table(policy.folder)
