"""How a clock stands: when it is due, which day of how many it is, and in which state."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from amends.foundation.clock.deadlines import due, reminder_day
from amends.foundation.clock.limits import definition_of
from amends.foundation.clock.models import Clock
from amends.foundation.clock.working_days import working_days_between
from amends.foundation.policy.clocks import ClockDefinition, Unit

END_OF_DAY = time(23, 59, 59)
Pauses = list[list[str]]


def end_of(day: date) -> datetime:
    """The last second of a day in England and Wales: a limit in days is kept until then."""
    return timezone.make_aware(datetime.combine(day, END_OF_DAY))


def paused_days(definition: ClockDefinition, pauses: Pauses) -> int:
    """How many of the clock's own days the pauses took."""
    days = 0
    for start, end in pauses:
        first = timezone.localtime(datetime.fromisoformat(start)).date()
        last = timezone.localtime(datetime.fromisoformat(end)).date()
        days += _days_between(definition, first, last)
    return days


def _days_between(definition: ClockDefinition, first: date, last: date) -> int:
    return working_days_between(first, last) if definition.unit is Unit.WORKING_DAYS else (last - first).days


def due_at(definition: ClockDefinition, started: datetime, pauses: Pauses | None = None) -> datetime | None:
    """When the limit ends; None where people agree the day. Days end at midnight, hours are elapsed hours."""
    if definition.limit is None:
        return None
    paused = pauses or []
    if definition.unit is Unit.HOURS:
        lost = sum((datetime.fromisoformat(b) - datetime.fromisoformat(a) for a, b in paused), timedelta())
        return due(definition, started) + lost
    longer = replace(definition, limit=definition.limit + paused_days(definition, paused))
    return end_of(due(longer, timezone.localtime(started).date()))


def days_late(clock: Clock, at: datetime) -> int:
    """By how many of its own days something at this moment is after the limit; 0 in time, or where hours are counted."""
    definition = definition_of(clock)
    if clock.due_at is None or at <= clock.due_at or definition.unit is Unit.HOURS:
        return 0
    first, last = (timezone.localtime(moment).date() for moment in (clock.due_at, at))
    return max(_days_between(definition, first, last), 0)


def late_words(clock: Clock, at: datetime) -> str:
    """Such as “1 working day late”; empty where it is not a day late."""
    days = days_late(clock, at)
    unit = "working day" if definition_of(clock).unit is Unit.WORKING_DAYS else "day"
    return f"{days} {unit}{'' if days == 1 else 's'} late" if days else ""


def remind_at(definition: ClockDefinition, due_moment: datetime | None) -> datetime | None:
    """When the owner is first reminded: the morning of the earliest reminder day, if the definition asks for one."""
    if due_moment is None or definition.unit is Unit.HOURS:
        return None
    first = reminder_day(definition, timezone.localtime(due_moment).date())
    return timezone.make_aware(datetime.combine(first, time(7))) if first else None


class State(StrEnum):
    """How a clock stands, in the order of the worklist."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Reading:
    """What the page shows: “day 6 of 10”."""

    label: str
    day: int
    limit: int | None
    state: State
    words: str


def state_of(clock: Clock, now: datetime) -> State:
    """Overdue, today, soon (reminder reached), running, waiting for somebody else, or done."""
    if clock.stopped_at:
        return State.DONE
    overdue = clock.due_at is not None and clock.due_at < now
    if clock.paused_at or (clock.waiting_for and not overdue):
        return State.WAITING
    if overdue:
        return State.OVERDUE
    if clock.due_at and timezone.localtime(clock.due_at).date() == timezone.localtime(now).date():
        return State.TODAY
    return State.SOON if clock.remind_at and clock.remind_at <= now else State.RUNNING


def read(clock: Clock, now: datetime | None = None) -> Reading:
    """The clock as a person reads it. Day 0 is the day of the event."""
    moment = now or timezone.now()
    definition = definition_of(clock)
    upto = clock.stopped_at or clock.paused_at or moment
    first, last = timezone.localtime(clock.started_at).date(), timezone.localtime(upto).date()
    if definition.unit is Unit.HOURS:
        day = int((upto - clock.started_at).total_seconds() // 3600)
    else:
        day = _days_between(definition, first, last) - paused_days(definition, clock.pauses)
    day = max(day, 0)  # a clock may wait for a day that is still to come, such as a hearing
    unit = "hour" if definition.unit is Unit.HOURS else "day"
    limit = definition.limit
    if limit and clock.is_set_by_hand and clock.due_at:  # people agreed a shorter or longer time
        limit = _days_between(definition, first, timezone.localtime(clock.due_at).date())
    words = f"{unit} {day} of {limit}" if limit else f"{unit} {day}"
    return Reading(clock.title, day, limit, state_of(clock, moment), words)
