"""The example's cases as they are written down: who is in them, and what happened on which day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from amends.delivery.cli.example.sections import Kind

HERE = Path(__file__).parent
FIRST_HOUR, LAST_HOUR, BETWEEN = 9, 17, timedelta(minutes=35)
SATURDAY = 5
MOST_WEEKENDS = 6


class ScenarioError(ValueError):
    """A scenario that cannot be told; says which one and why."""


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, `after` so many days since the step before."""

    verb: str
    after: int
    details: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """One matter from the day it came (`began`, in days before today) to where it stands now."""

    key: str
    words: str
    began: int
    kind: Kind
    people: dict[str, dict[str, Any]]
    steps: tuple[Step, ...]
    facilitators: tuple[str, ...] = ()
    matter: dict[str, Any] = field(default_factory=dict)

    @property
    def opens_a_case(self) -> bool:
        """Whether there is a case by the end of it."""
        return any(step.verb == "open" for step in self.steps)

    def moments(self, now: datetime) -> list[tuple[datetime, Step]]:
        """When each step happens, in office hours on weekdays.

        It all begins a few days earlier where weekends would push the last step beyond now.
        """
        for earlier in range(MOST_WEEKENDS * 2):
            found = list(self._moments(now - timedelta(days=self.began + earlier)))
            if not found or found[-1][0] <= now:
                return found
        raise ScenarioError(f"{self.key}: it takes longer than {self.began} days. Begin it earlier.")

    def _moments(self, start: datetime) -> Iterator[tuple[datetime, Step]]:
        at = _office_hours(start, back=True).replace(hour=FIRST_HOUR, minute=10 + len(self.key) % 40)
        for step in self.steps:
            at = _office_hours(at + timedelta(days=step.after) if step.after else at + BETWEEN)
            yield at, step


def to_a_weekday(day: date) -> date:
    """The same day, or the Monday after a weekend."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _office_hours(moment: datetime, *, back: bool = False) -> datetime:
    """The same moment, or the nearest one before or after it at which somebody is at work."""
    local = timezone.localtime(moment)
    day, hour = local.date(), local.time()
    if hour.hour >= LAST_HOUR:
        day, hour = (day, time(LAST_HOUR - 1, 50)) if back else (day + timedelta(days=1), time(FIRST_HOUR, 5))
    while day.weekday() >= SATURDAY:
        day += timedelta(days=-1 if back else 1)
    return timezone.make_aware(datetime.combine(day, hour))


def read_scenarios(folder: Path = HERE / "cases") -> list[Scenario]:
    """Every scenario of every file, in the order of the files, chapters spelt out."""
    chapters = _load(HERE / "chapters.yaml")
    found = [
        _scenario(key, dict(entry), chapters)
        for path in sorted(folder.glob("*.yaml"))
        for key, entry in _load(path).items()
    ]
    if len({scenario.key for scenario in found}) < len(found):
        raise ScenarioError("Two scenarios have the same key.")
    return found


def _load(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}


def _scenario(key: str, entry: dict[str, Any], chapters: dict[str, Any]) -> Scenario:
    try:
        return Scenario(
            key=key,
            words=entry.pop("words"),
            began=entry.pop("began"),
            kind=Kind(entry.pop("kind", Kind.LIVE)),
            people=entry.pop("people", {}),
            facilitators=tuple(entry.pop("facilitators", ())),
            steps=tuple(_spell_out(entry.pop("steps"), chapters)),
            matter=entry,
        )
    except KeyError as missing:
        raise ScenarioError(f"{key}: {missing} is missing.") from missing


def _spell_out(lines: list[Any], chapters: dict[str, Any]) -> Iterator[Step]:
    """A line is the name of a chapter, a verb, or a verb with its details: `{do: ask, after: 2, …}`."""
    for line in lines:
        if isinstance(line, str) and line in chapters:
            yield from _spell_out(chapters[line], chapters)
        elif isinstance(line, str):
            yield Step(line, 0, {})
        else:
            details = dict(line)
            yield Step(details.pop("do"), details.pop("after", 0), details)
