"""When a clock runs out, when to remind of it, how late something is. Pure functions."""

from datetime import UTC, date, datetime, timedelta
from typing import overload

from amends.foundation.clock.working_days import add_working_days, working_days_between
from amends.foundation.lib.dates import LONDON, BadDateError
from amends.foundation.policy.clocks import ClockDefinition, Unit, clock_definition


@overload
def due(clock: str | ClockDefinition, start: datetime) -> datetime: ...
@overload
def due(clock: str | ClockDefinition, start: date) -> date: ...


def due(clock: str | ClockDefinition, start: date | datetime) -> date | datetime:
    """The last day (or, for a clock in hours, the last moment) on which it is still in time.

    Hours are elapsed hours, also across a change of clocks. Days start from a day, hours from a moment.
    """
    definition = clock_definition(clock) if isinstance(clock, str) else clock
    if definition.limit is None:
        raise BadDateError(f"{definition.name} has no limit of its own: people agree the day.")
    if definition.unit is Unit.HOURS:
        if not isinstance(start, datetime):
            raise BadDateError(f"{definition.name} counts hours, so it needs a date and a time.")
        moment = start if start.tzinfo else start.replace(tzinfo=LONDON)
        return (moment.astimezone(UTC) + timedelta(hours=definition.limit)).astimezone(LONDON)
    if isinstance(start, datetime):
        raise BadDateError(f"{definition.name} counts days, so it needs a date without a time.")
    if definition.unit is Unit.WORKING_DAYS:
        return add_working_days(start, definition.limit)
    return start + timedelta(days=definition.limit)


def reminder_day(definition: ClockDefinition, due_on: date) -> date | None:
    """The day on which to remind, counted back in working days where the clock counts those."""
    if not definition.remind_before:
        return None
    if definition.unit is Unit.WORKING_DAYS:
        return add_working_days(due_on, -definition.remind_before)
    return due_on - timedelta(days=definition.remind_before)


def days_left(definition: ClockDefinition, due_on: date, today: date) -> int:
    """Days left in the clock's own unit: 0 on the due day, always negative once it has passed."""
    if definition.unit is not Unit.WORKING_DAYS:
        return (due_on - today).days
    left = working_days_between(today, due_on)
    return min(left, -1) if today > due_on else left


def return_dates(year: int) -> tuple[date, ...]:
    """Evaluation returns: the 1st of March, June, September and December; on a weekend the Friday before.

    Wait 'til Eight appendix 7A.
    """
    firsts = (date(year, month, 1) for month in (3, 6, 9, 12))
    return tuple(day - timedelta(days=max(0, day.weekday() - 4)) for day in firsts)
