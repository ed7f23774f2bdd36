"""What every time limit is: starts and stops with an event, counts days or hours (`policy/clocks/`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from amends.foundation.policy.source import Part, UnknownNameError, policy_folder, read


class Unit(StrEnum):
    """`agreed`: people set the day themselves, such as the day a promise is to be kept by."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    AGREED = "agreed"


@dataclass(frozen=True)
class ClockDefinition:
    """`owner` is the role that answers for it, `remind_before` the days ahead of it (0: no reminder).

    `limit` is None where people agree the day themselves. Some stand still between `pauses_with` and `restarts_with`.
    """

    name: str
    title: str
    starts_with: str
    stops_with: str
    unit: Unit
    limit: int | None
    owner: str
    remind_before: int
    source: str
    mandatory: bool
    words: str
    pauses_with: str = ""
    restarts_with: str = ""

    @property
    def limit_words(self) -> str:
        """The limit in words, such as `10 working days`."""
        if self.limit is None:
            return "the day agreed"
        name = self.unit.value.replace("_", " ")
        return f"{self.limit} {name.removesuffix('s') if self.limit == 1 else name}"


def clock_definitions(folder: Path | None = None) -> dict[str, ClockDefinition]:
    """Every clock by name."""
    return _read(policy_folder(folder))


def clock_definition(name: str, folder: Path | None = None) -> ClockDefinition:
    known = clock_definitions(folder)
    if name not in known:
        raise UnknownNameError("clock", name, known)
    return known[name]


@cache
def _read(folder: Path) -> dict[str, ClockDefinition]:
    clocks: dict[str, ClockDefinition] = {}
    for file in sorted((folder / "clocks").glob("*.yaml")):
        for name, part in _entries(read(file)):
            if name in clocks:
                part.refuse(f"there are two clocks called {name}.")
            clocks[name] = _clock(name, part)
    return clocks


def _entries(part: Part) -> Iterable[tuple[str, Part]]:
    return part.fields(needed=["clocks"])["clocks"].entries().items()


def _clock(name: str, part: Part) -> ClockDefinition:
    fields = part.fields(
        needed=["title", "starts_with", "stops_with", "limit", "owner", "source", "force", "words"],
        allowed=["remind_before", "pauses_with", "restarts_with"],
    )
    if ("pauses_with" in fields) != ("restarts_with" in fields):
        part.refuse("a clock that pauses says what restarts it, and no other clock does.")
    limit = fields["limit"].fields(allowed=list(Unit))
    if len(limit) != 1:
        fields["limit"].refuse(f"a limit names exactly one of {', '.join(Unit)}.")
    unit, count = next(iter(limit.items()))
    if unit == Unit.AGREED and not count.truth():
        count.refuse("'agreed' can only be true.")
    return ClockDefinition(
        name=name,
        title=fields["title"].text(),
        starts_with=fields["starts_with"].text(),
        stops_with=fields["stops_with"].text(),
        unit=Unit(unit),
        limit=None if unit == Unit.AGREED else count.whole_number(at_least=1),
        owner=fields["owner"].text(),
        remind_before=fields["remind_before"].whole_number() if "remind_before" in fields else 0,
        source=fields["source"].text(),
        mandatory=fields["force"].one_of(["mandatory", "guidance"]) == "mandatory",
        words=fields["words"].text(),
        pauses_with=fields["pauses_with"].text() if "pauses_with" in fields else "",
        restarts_with=fields["restarts_with"].text() if "restarts_with" in fields else "",
    )
