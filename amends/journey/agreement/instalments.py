"""A sum in parts: what is due when, to the penny."""

from datetime import date, timedelta
from decimal import Decimal

from amends.foundation.lib.dates import add_months
from amends.foundation.lib.refusal import Refused

MOST = 60
PENNY = Decimal("0.01")
WEEK, FORTNIGHT, MONTH = "week", "fortnight", "month"
EVERY = ((WEEK, "Every week"), (FORTNIGHT, "Every two weeks"), (MONTH, "Every month"))
_DAYS = {WEEK: 7, FORTNIGHT: 14}


def parts_of(total: Decimal, count: int, first: date, every: str) -> list[tuple[date, Decimal]]:
    """Days and amounts that add up to the whole; where it does not divide, the last part is the larger one.

    Raises Refused for fewer than one or more than 60 parts, parts of less than a penny, or days that no
    calendar has.
    """
    if not 1 <= count <= MOST:
        raise Refused(f"It can be paid in 1 to {MOST} parts.", field="count")
    each = (total / count).quantize(PENNY, rounding="ROUND_DOWN")
    if each < PENNY:
        raise Refused("These parts would be less than a penny.", field="count")
    amounts = [each] * (count - 1) + [total - each * (count - 1)]
    try:
        return [(_day(first, number, every), amount) for number, amount in enumerate(amounts)]
    except (OverflowError, ValueError):
        raise Refused("This is too far ahead. Check the year.", field="first") from None


def _day(first: date, number: int, every: str) -> date:
    return add_months(first, number) if every == MONTH else first + timedelta(days=_DAYS[every] * number)
