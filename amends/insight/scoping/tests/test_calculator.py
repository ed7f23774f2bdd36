from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.insight.scoping.calculator import ASSUMPTIONS, BadEstimateError, adjusted, estimate, plain


@pytest.mark.requirement("W8-128")
def test_the_guides_worked_example():
    result = estimate(120, 20)
    assert result.in_scope == 100
    assert [row.cases for row in result.rows] == [30, 15, 5, 30, 20]
    assert [row.hours for row in result.rows] == [90, 120, 60, 600, 300]
    assert result.total_hours == 1170


def test_a_services_own_figures_take_the_place_of_the_guides():
    own = adjusted({"conference": Decimal(25), "refusal": Decimal(35)}, {"conference": Decimal(22)})
    result = estimate(120, 20, own)
    assert [row.hours for row in result.rows] == [105, 120, 60, 550, 300]


def test_rates_that_do_not_add_up_to_100_are_refused():
    with pytest.raises(BadEstimateError, match="add up to 105, not to 100"):
        adjusted({"conference": Decimal(35)}, {})


def test_rates_are_added_exactly():
    tenths = {"refusal": Decimal("30.1"), "no_victim": Decimal("14.9")}
    assert estimate(1000, 0, adjusted(tenths, {})).rows[0].cases == 301


@pytest.mark.parametrize("figure", ["-1", "NaN", "Infinity"])
def test_a_figure_that_is_none_is_refused(figure):
    with pytest.raises(BadEstimateError, match="0 or more"):
        adjusted({}, {"conference": Decimal(figure)})


def test_an_outcome_that_does_not_exist_is_refused():
    with pytest.raises(BadEstimateError, match="refusal, no_victim, withdrawal, conference, indirect"):
        adjusted({"party": Decimal(1)}, {})


def test_more_ineligible_cases_than_there_are_is_refused():
    with pytest.raises(BadEstimateError, match="21 ineligible"):
        estimate(20, 21)
    with pytest.raises(BadEstimateError, match="0 or more"):
        estimate(20, -1)


@given(population=st.integers(0, 10_000), share=st.integers(0, 100))
def test_every_case_in_scope_ends_in_exactly_one_way(population, share):
    result = estimate(population, population * share // 100)
    assert sum(row.cases for row in result.rows) == result.in_scope
    assert result.total_hours == sum(
        row.cases * ASSUMPTIONS[row.outcome].hours_per_case for row in result.rows
    )


def test_figures_are_written_as_people_write_them():
    assert [repr(plain(Decimal(figure))) for figure in ("90.00", "7.50", "0")] == ["90", "7.5", "0"]
