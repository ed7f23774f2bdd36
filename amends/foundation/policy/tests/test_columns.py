import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.foundation.policy.columns import RESULTS, invalid, screen_columns, typed
from amends.foundation.policy.facts import BadFactError, facts_table
from amends.foundation.policy.screening import screen
from amends.foundation.policy.tests.arbitrary import ALL_PROFILES, some_facts


def as_cell(value: object) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("profile", ALL_PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_one_case_and_a_million_rows_get_the_same_decision(profile, data):
    rows = data.draw(st.lists(some_facts(profile), min_size=1, max_size=80))
    table = facts_table()
    frame = pl.LazyFrame(
        {name: pl.Series([as_cell(row[name]) for row in rows], dtype=pl.String) for name in rows[0]}
    )
    columns = frame.with_columns(typed(table[name]).alias(name) for name in rows[0])
    got = screen_columns(profile, columns).select(RESULTS).collect().rows()
    for row, (decision, rules, missing) in zip(rows, got, strict=True):
        expected = screen(profile, row)
        assert decision == expected.outcome
        assert rules == ";".join(expected.rules)
        assert missing == ";".join(expected.missing)


@pytest.mark.parametrize("profile", ALL_PROFILES, ids=lambda profile: profile.name)
def test_a_table_without_fact_columns_is_unknown_throughout(profile):
    got = screen_columns(profile, pl.LazyFrame({"reference": ["a", "b"]})).collect().rows()
    expected = screen(profile, {})
    assert got == [(expected.outcome, ";".join(expected.rules), ";".join(expected.missing))] * 2


CELLS = [
    "true",
    "True",
    "yes",
    "0",
    "1",
    "4",
    "5",
    "100",
    "101",
    "03",
    "-1",
    "+1",
    "1.0",
    " 2",
    "٣",
    "9" * 40,
    "police",
]


@pytest.mark.parametrize("cell", CELLS)
def test_both_engines_accept_and_refuse_the_same_cells(cell: str):
    for fact in facts_table().values():
        frame = pl.DataFrame({fact.name: [cell]})
        refused = frame.select(invalid(fact)).item()
        try:
            value = fact.parse(cell)
        except BadFactError:
            assert refused, fact.name
        else:
            assert not refused, fact.name
            found = frame.select(typed(fact)).item()
            assert found == (min(value, 10**18) if isinstance(value, int) else value)
