"""How a clock stands: when it is due, which day of how many it is, and in which state."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from amends.foundation.clock.models import Clock
from amends.foundation.clock.working_days import add_working_days, working_days_between
from amends.foundation.policy.clocks import ClockDefinition, clock_definition

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
        days += working_days_between(first, last) if definition.unit == "working_days" else (last - first).days
    return days


def due_at(definition: ClockDefinition, started: datetime, pauses: Pauses | None = None) -> datetime | None:
    """When the limit ends; None for a task without one. Days end at midnight, hours are elapsed hours."""
    if definition.limit is None:
        return None
    paused = pauses or []
    if definition.unit == "hours":
        lost = sum(
            (datetime.fromisoformat(end) - datetime.fromisoformat(start) for start, end in paused), timedelta()
        )
        return started + timedelta(hours=definition.limit) + lost
    day = timezone.localtime(started).date()
    limit = definition.limit + paused_days(definition, paused)
    return end_of(add_working_days(day, limit) if definition.unit == "working_days" else day + timedelta(days=limit))


def remind_at(definition: ClockDefinition, due: datetime | None) -> datetime | None:
    """When the owner is reminded, if the definition asks for it."""
    if due is None or not definition.remind_before:
        return None
    return due - timedelta(days=definition.remind_before)


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
    unit: str
    state: State
    words: str


def state_of(clock: Clock, now: datetime) -> State:
    """Overdue, today, soon (reminder reached), running, waiting for somebody else, or done."""
    if clock.stopped_at:
        return State.DONE
    if clock.paused_at:
        return State.WAITING
    if clock.due_at and clock.due_at < now:
        return State.OVERDUE
    if clock.waiting_for:
        return State.WAITING
    if clock.due_at and timezone.localtime(clock.due_at).date() == timezone.localtime(now).date():
        return State.TODAY
    if clock.remind_at and clock.remind_at <= now:
        return State.SOON
    return State.RUNNING


def read(clock: Clock, now: datetime | None = None) -> Reading:
    """The clock as a person reads it. Day 0 is the day of the event."""
    moment = now or timezone.now()
    definition = clock_definition(clock.name)
    upto = clock.stopped_at or clock.paused_at or moment
    first, last = timezone.localtime(clock.started_at).date(), timezone.localtime(upto).date()
    if definition.unit == "hours":
        day = int((upto - clock.started_at).total_seconds() // 3600)
    elif definition.unit == "working_days":
        day = working_days_between(first, last) - paused_days(definition, clock.pauses)
    else:
        day = (last - first).days - paused_days(definition, clock.pauses)
    unit = "hour" if definition.unit == "hours" else "day"
    words = f"{unit} {day} of {definition.limit}" if definition.limit is not None else f"{unit} {day}"
    return Reading(clock.title, day, definition.limit, definition.unit, state_of(clock, moment), words)
