"""Working days of England and Wales: Monday to Friday without bank holidays; the day of the event is day 0.

Bank holidays come from GOV.UK's published list, kept offline. Outside the years it covers they are worked out
from the usual rules, back to 1978; a one-off holiday not yet announced cannot be known, so `is_published` tells.
Those announced since stand in policy/bank-holidays.yaml, or a manager enters them (see `calendar_actions`).
"""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from amends.foundation.clock.usual_holidays import FIRST_YEAR, usual_bank_holidays
from amends.foundation.lib.dates import BadDateError
from amends.foundation.policy.source import policy_folder, read

LAST_YEAR = date.max.year - 1
_SATURDAY = 5
_WEEK, _WEEKDAYS = 7, 5
_DAY = timedelta(days=1)


@cache
def _published() -> dict[int, frozenset[date]]:
    """GOV.UK's list by year."""
    years: dict[int, set[date]] = {}
    events = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    for event in events:
        years.setdefault(event["date"].year, set()).add(event["date"])
    return {year: frozenset(days) for year, days in years.items()}


def is_published(year: int) -> bool:
    """Whether the bank holidays of that year are on GOV.UK's list rather than worked out."""
    return year in _published()


@cache
def _known(year: int) -> frozenset[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDateError(f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}.")
    offline = frozenset(day for day in announced_offline() if day.year == year)
    return (_published().get(year) or usual_bank_holidays(year)) | offline


@cache
def announced_offline() -> dict[date, str]:
    """Holidays announced after GOV.UK's list was taken along, from policy/bank-holidays.yaml, with their words."""
    parts = read(policy_folder() / "bank-holidays.yaml").fields(needed=["holidays"])["holidays"].items()
    fields = [part.fields(needed=["day", "words", "source"]) for part in parts]
    return {each["day"].day(): each["words"].text() for each in fields}


class _Announced:
    """Holidays that somebody entered in the product. One set for the whole program."""

    days: frozenset[date] = frozenset()


def set_announced(days: frozenset[date]) -> None:
    """From now on these count as bank holidays as well."""
    _Announced.days = days


def bank_holidays(year: int) -> frozenset[date]:
    return _known(year) | {day for day in _Announced.days if day.year == year}


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _known(day.year) and day not in _Announced.days


def add_working_days(day: date, count: int) -> date:
    """The nth working day after a day; a negative count goes back, 0 is the day itself."""
    step = _DAY if count > 0 else -_DAY
    bank_holidays(day.year)  # a day far outside the calendar is refused even when nothing is added
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days after `start` the day `end` comes; negative when it comes before.

    On a day that is no working day itself, it is as late as the last working day before it.
    """
    if end < start:
        return -working_days_between(end, start)
    weeks, days = divmod((end - start).days, _WEEK)
    weekdays = weeks * _WEEKDAYS + sum((end - _DAY * back).weekday() < _SATURDAY for back in range(days))
    holidays = (day for year in range(start.year, end.year + 1) for day in bank_holidays(year))
    return weekdays - sum(start < day <= end and day.weekday() < _SATURDAY for day in holidays)
