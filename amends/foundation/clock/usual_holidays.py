"""Bank holidays of England and Wales by the usual rules, for years that GOV.UK has not published.

Banking and Financial Dealings Act 1971, schedule 1, and the proclamations made under it.
"""

from datetime import date, timedelta
from functools import cache

FIRST_YEAR = 1978  # the first with an early May bank holiday

_MONDAY, _FRIDAY, _SATURDAY = 0, 4, 5

# What a proclamation moved or added: (instead of, on). None instead of a day adds one.
_PROCLAIMED: dict[int, tuple[tuple[date | None, date], ...]] = {
    1981: ((None, date(1981, 7, 29)),),
    1995: ((date(1995, 5, 1), date(1995, 5, 8)),),
    1999: ((None, date(1999, 12, 31)),),
    2002: ((date(2002, 5, 27), date(2002, 6, 4)), (None, date(2002, 6, 3))),
    2011: ((None, date(2011, 4, 29)),),
}


@cache
def usual_bank_holidays(year: int) -> frozenset[date]:
    easter = easter_sunday(year)
    days = {
        _moved_to_monday(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_on_or_after(date(year, 5, 1)),
        _monday_on_or_after(date(year, 5, 25)),
        _monday_on_or_after(date(year, 8, 25)),
        *_christmas(year),
    }
    proclaimed = _PROCLAIMED.get(year, ())
    return frozenset((days - {instead_of for instead_of, _ in proclaimed}) | {day for _, day in proclaimed})


def easter_sunday(year: int) -> date:
    """The Gregorian computus in the form of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(year: int) -> tuple[date, date]:
    """Christmas Day and Boxing Day, or the days given in their place when they fall on a weekend."""
    christmas, boxing_day = date(year, 12, 25), date(year, 12, 26)
    if christmas.weekday() == _FRIDAY:
        return christmas, date(year, 12, 28)
    if christmas.weekday() == _SATURDAY:
        return date(year, 12, 27), date(year, 12, 28)
    if christmas.weekday() > _SATURDAY:
        return boxing_day, date(year, 12, 27)
    return christmas, boxing_day


def _moved_to_monday(day: date) -> date:
    return _monday_on_or_after(day) if day.weekday() >= _SATURDAY else day


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)
