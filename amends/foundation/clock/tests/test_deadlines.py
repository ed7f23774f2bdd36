from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.clock.deadlines import days_left, due, reminder_day, return_dates
from amends.foundation.lib.dates import LONDON, BadDateError, read_moment
from amends.foundation.policy.clocks import clock_definition
from amends.foundation.policy.source import UnknownNameError


@pytest.mark.parametrize(
    ("clock", "start", "end"),
    [
        ("referral-made", date(2024, 3, 18), date(2024, 4, 10)),
        ("victim-of-crime-informed", date(2025, 5, 1), date(2025, 5, 16)),
        ("vlo-notified", date(2024, 12, 18), date(2024, 12, 27)),
        ("vcs-victim-informed", date(2025, 8, 18), date(2025, 9, 2)),
        ("victim-information-shared", date(2025, 8, 18), date(2025, 9, 2)),
        ("agreement-copies", date(2025, 5, 22), date(2025, 5, 28)),
        ("first-contact", date(2025, 6, 2), date(2025, 6, 23)),
        ("order-notified", date(2026, 3, 5), date(2026, 3, 9)),
        ("feedback", date(2026, 4, 2), date(2026, 4, 9)),
        ("information-request-reply", date(2026, 3, 30), date(2026, 4, 15)),
        ("referral-decision", date(2026, 3, 2), date(2026, 3, 16)),
        ("referrer-question-chase", date(2026, 3, 2), date(2026, 3, 9)),
        ("registration", date(2026, 3, 6), date(2026, 3, 9)),
    ],
)
def test_a_clock_is_due_on_the_day_its_source_says(clock, start, end):
    assert due(clock, start) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-03T15:30", "2026-03-04T15:30"),
        ("2026-03-28T15:30", "2026-03-29T16:30"),
        ("2026-10-24T15:30", "2026-10-25T14:30"),
        ("2026-10-25T00:30", "2026-10-25T23:30"),
        ("2026-10-24T02:30", "2026-10-25T01:30"),
        ("2026-12-31T23:59", "2027-01-01T23:59"),
    ],
)
def test_hours_are_elapsed_hours_also_when_the_clocks_change(start, end):
    assert due("contact-logged", read_moment(start)).strftime("%Y-%m-%dT%H:%M") == end


def test_the_second_half_past_one_of_an_autumn_night_is_an_hour_later():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    assert due("contact-logged", first).hour == 0
    assert due("contact-logged", second).hour == 1


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1), timezones=st.just(LONDON))
)
def test_24_hours_are_always_24_hours(start):
    assert due("contact-logged", start).timestamp() - start.timestamp() == 24 * 3600


def test_a_clock_in_hours_needs_a_time_and_a_clock_in_days_a_day():
    with pytest.raises(BadDateError, match="date and a time"):
        due("contact-logged", date(2026, 3, 3))
    with pytest.raises(BadDateError, match="without a time"):
        due("feedback", datetime(2026, 3, 3, 15, 30, tzinfo=LONDON))


def test_a_day_that_people_agree_is_not_worked_out():
    with pytest.raises(BadDateError, match="people agree"):
        due("agreement-point-due", date(2026, 3, 3))


def test_an_unknown_clock_is_refused_with_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"no clock called tea.*agreement-copies"):
        due("tea", date(2026, 3, 3))


def test_reminders_count_in_the_clocks_own_days():
    assert reminder_day(clock_definition("agreement-copies"), date(2026, 4, 7)) == date(2026, 4, 2)
    assert reminder_day(clock_definition("feedback"), date(2026, 4, 7)) == date(2026, 4, 5)
    assert reminder_day(clock_definition("registration"), date(2026, 4, 7)) is None


def test_a_referral_one_working_day_late_shows_so():
    clock = clock_definition("referral-made")
    assert [days_left(clock, date(2024, 4, 10), date(2024, 4, day)) for day in (4, 10, 11)] == [4, 0, -1]


def test_late_over_the_weekend_is_late():
    assert days_left(clock_definition("referral-made"), date(2026, 3, 6), date(2026, 3, 7)) == -1


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2013, ["2013-03-01", "2013-05-31", "2013-08-30", "2013-11-29"]),
        (2014, ["2014-02-28", "2014-05-30", "2014-09-01", "2014-12-01"]),
        (2026, ["2026-02-27", "2026-06-01", "2026-09-01", "2026-12-01"]),
    ],
)
def test_returns_fall_due_on_the_first_or_the_friday_before(year, expected):
    assert [day.isoformat() for day in return_dates(year)] == expected
