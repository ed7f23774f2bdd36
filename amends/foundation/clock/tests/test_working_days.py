from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.clock.usual_holidays import FIRST_YEAR, easter_sunday, usual_bank_holidays
from amends.foundation.clock.working_days import (
    add_working_days,
    bank_holidays,
    is_published,
    is_working_day,
    working_days_between,
)
from amends.foundation.lib.dates import BadDateError

DAYS = st.dates(min_value=date(FIRST_YEAR + 1, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("start", "one", "two", "five"),
    [
        (date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 8)),
        (date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 13)),
        (date(2026, 5, 1), date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 11)),
        (date(2025, 12, 22), date(2025, 12, 23), date(2025, 12, 24), date(2025, 12, 31)),
        (date(2026, 12, 23), date(2026, 12, 24), date(2026, 12, 29), date(2027, 1, 4)),
    ],
)
def test_working_days_around_easter_may_and_christmas(start, one, two, five):
    assert [add_working_days(start, count) for count in (1, 2, 5)] == [one, two, five]


def test_the_day_of_the_event_is_day_0():
    assert add_working_days(date(2026, 3, 3), 0) == date(2026, 3, 3)


@pytest.mark.requirement("PF-028")
def test_five_working_days_over_christmas_and_a_start_at_the_weekend():
    assert add_working_days(date(2024, 12, 18), 5) == date(2024, 12, 27)
    assert add_working_days(date(2024, 12, 14), 1) == date(2024, 12, 16)
    assert add_working_days(date(2024, 8, 24), 1) == date(2024, 8, 27)  # that Monday is a bank holiday


def test_from_a_saturday_monday_is_day_1():
    assert add_working_days(date(2026, 3, 7), 1) == date(2026, 3, 9)


def test_from_the_saturday_before_a_bank_holiday_tuesday_is_day_1():
    assert add_working_days(date(2026, 5, 2), 1) == date(2026, 5, 5)


def test_counting_back_comes_before():
    assert add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 2)


@pytest.mark.parametrize("year", range(2012, 2029))
def test_govuk_and_a_second_opinion_agree(year):
    other = holidays.country_holidays("GB", subdiv="ENG", years=year)
    expected = {day for day in other if day.weekday() < 5 and day.year == year}
    assert is_published(year)
    assert {day for day in bank_holidays(year) if day.weekday() < 5} == expected


@pytest.mark.parametrize("year", [*range(FIRST_YEAR, 2012), *range(2029, 2101)])
def test_years_outside_the_published_list_are_worked_out_as_a_second_opinion_has_them(year):
    other = holidays.country_holidays("GB", subdiv="ENG", years=year)
    assert not is_published(year)
    assert bank_holidays(year) == {day for day in other if day.weekday() < 5 and day.year == year}


def test_only_proclaimed_days_differ_from_the_usual_rules():
    differing = {year for year in range(2012, 2029) if bank_holidays(year) != usual_bank_holidays(year)}
    assert differing == {2012, 2020, 2022, 2023}  # two jubilees, the anniversary of 1945, a coronation


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1981, date(1981, 4, 19)),
        (2008, date(2008, 3, 23)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_at_its_edges(year, easter):
    assert easter_sunday(year) == easter


@pytest.mark.parametrize("year", [1900, FIRST_YEAR - 1, 9999])
def test_days_without_known_bank_holidays_are_refused(year):
    with pytest.raises(BadDateError, match=str(year)):
        add_working_days(date(year, 6, 1), 1)


def test_counting_beyond_the_calendar_is_refused():
    with pytest.raises(BadDateError):
        add_working_days(date(9998, 12, 1), 100)


@given(start=DAYS, count=st.integers(min_value=0, max_value=120))
def test_added_days_are_counted_back(start, count):
    end = add_working_days(start, count)
    assert working_days_between(start, end) == count
    assert count == 0 or is_working_day(end)


@given(start=DAYS, end=DAYS.filter(lambda day: day.year < 1990) | DAYS)
def test_between_is_the_number_of_working_days_passed(start, end):
    if abs((end - start).days) > 1000:
        end = start + timedelta(days=(end - start).days % 1000)
    first, last = min(start, end), max(start, end)
    days = (first + timedelta(days=number + 1) for number in range((last - first).days))
    expected = sum(is_working_day(day) for day in days)
    assert working_days_between(start, end) == (expected if start <= end else -expected)
