"""Reading and writing days, always in local time of England and Wales."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z", re.ASCII)


class BadDateError(ValueError):
    """A day or time that cannot be read or does not exist. The sentence is fit to be shown."""


def read_day(text: str) -> date:
    """A day written as 2026-03-03, and nothing looser than that."""
    if not _DAY.match(text):
        raise BadDateError(f'"{text}" is not a date written as 2026-03-03.')
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise BadDateError(f'"{text}" is not a day in the calendar.') from problem


def read_moment(text: str) -> datetime:
    """A local date and time written as 2026-03-03T15:30; the hour that spring skips does not exist."""
    if not _MOMENT.match(text):
        raise BadDateError(f'"{text}" is not a date and time written as 2026-03-03T15:30.')
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=LONDON)
    except ValueError as problem:
        raise BadDateError(f'"{text}" is not a time in the calendar.') from problem
    if moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise BadDateError(f'"{text}" does not exist: the clocks went forward in that hour.')
    return moment


def age_on(born: date, day: date) -> int:
    """Full years; somebody born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def long_date(day: date) -> str:
    """How a day is written for people: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def years_after(day: date, years: int) -> date:
    """The same day so many years later, or earlier where negative; 29 February becomes the 28th, as in PostgreSQL."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
