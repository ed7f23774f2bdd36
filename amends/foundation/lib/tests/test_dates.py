from datetime import date, timedelta

import pytest

from amends.foundation.lib.dates import BadDateError, age_on, long_date, read_day, read_moment


def test_a_day_is_read_in_one_form_only():
    assert read_day("2026-03-03") == date(2026, 3, 3)
    for text in (
        "3/3/2026",
        "20260303",
        "2026-W10-2",
        "2026-3-3",
        " 2026-03-03",
        "2026-03-03T15:30",
        "२०२६-०३-०३",
        "",
    ):
        with pytest.raises(BadDateError, match="written as"):
            read_day(text)


def test_a_day_that_is_not_in_the_calendar_is_refused():
    with pytest.raises(BadDateError, match="calendar"):
        read_day("2026-02-29")


def test_a_moment_is_local_time():
    assert read_moment("2026-03-03T15:30").utcoffset() == timedelta(0)
    assert read_moment("2026-07-03T15:30").utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    "text", ["2026-03-03", "2026-03-03T15:30Z", "2026-03-03 15:30", "2026-03-03T15:30:00"]
)
def test_a_moment_is_read_in_one_form_only(text):
    with pytest.raises(BadDateError, match="written as"):
        read_moment(text)


def test_the_hour_that_spring_skips_does_not_exist():
    with pytest.raises(BadDateError, match="went forward"):
        read_moment("2026-03-29T01:30")
    with pytest.raises(BadDateError, match="calendar"):
        read_moment("2026-03-28T25:30")


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 3, 3), date(2026, 3, 2), 17),
        (date(2008, 3, 3), date(2026, 3, 3), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_counts_full_years(born, day, age):
    assert age_on(born, day) == age


def test_a_day_for_people():
    assert long_date(date(2026, 3, 3)) == "3 March 2026"
