"""Figures as somebody reads them: in full inside the service, with small counts hidden for everybody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from amends.foundation.access.models import Service
from amends.insight.performance.asking import Line, ask, ask_months
from amends.insight.performance.counting import COUNTED, Counted
from amends.insight.performance.definitions import Definition, definitions
from amends.insight.performance.hiding import hide_parts, hide_share, hide_total
from amends.insight.performance.months import Month
from amends.insight.performance.names import in_words, of_people

HIDDEN: Final = "hidden (small)"


@dataclass(frozen=True)
class Part:
    """One heading of a figure. None is hidden."""

    key: str
    words: str
    count: int | None
    of: int | None = None

    @property
    def shown(self) -> str:
        """The number, or that it is hidden."""
        return HIDDEN if self.count is None else str(self.count)

    @property
    def percent(self) -> str:
        """As a share, where there is something to share and nothing hides it."""
        return per_cent(self.count, self.of)


@dataclass(frozen=True)
class Reading:
    """One figure of one month. `of` is the denominator of a share, or how many a middle value rests on."""

    definition: Definition
    kind: str
    count: int | None
    of: int | None = None
    middle: float | None = None
    parts: list[Part] = field(default_factory=list)
    silent: int | None = None

    @property
    def shown(self) -> str:
        """The figure itself."""
        if self.kind == "middle":
            return self._middle()
        if self.kind == "share":
            if self.of == 0:
                return "no data"
            return HIDDEN if self.count is None else self.percent
        return HIDDEN if self.count is None else str(self.count)

    def _middle(self) -> str:
        if self.of == 0:
            return "no data"
        return HIDDEN if self.middle is None else f"{self.middle:.0f} days"

    @property
    def percent(self) -> str:
        """The share in per cent."""
        return per_cent(self.count, self.of)

    @property
    def small_print(self) -> str:
        """What stands beside it: of how many, and how many gave no answer."""
        if self.kind == "parts" or not self.of:
            return ""
        of = f"of {self.of}" if self.kind == "share" else f"{self.of} case{'' if self.of == 1 else 's'}"
        return f"{of} ({self.silent} without answer)" if self.silent is not None else of

    @property
    def made_of(self) -> str:
        """The parts that are not empty, in words."""
        if self.kind != "parts":
            return ""
        return "; ".join(f"{part.words}: {part.shown}" for part in self.parts if part.count != 0)

    @property
    def is_below_target(self) -> bool:
        """Whether it misses the share it should reach."""
        target = self.definition.target
        if target is None or self.count is None or not self.of:
            return False
        return self.count * 100 < target * self.of


def per_cent(count: int | None, of: int | None) -> str:
    """With one decimal; empty where it cannot be said."""
    if count is None or not of:
        return ""
    return f"{100 * count / of:.1f}%".replace(".0%", "%")


def read(
    service: Service, month: Month, *, in_full: bool, keys: Iterable[str] | None = None
) -> dict[str, Reading]:
    """The figures of one month in one query, and one more for names where people are a heading."""
    wanted = list(definitions()) if keys is None else list(keys)
    parents = {other for key in wanted for other in _looked_up(COUNTED[key])}
    lines = ask(service, month, dict.fromkeys([*wanted, *sorted(parents - set(wanted))]))
    read_so_far = {key: _reading(key, lines, in_full=in_full) for key in lines if key in COUNTED}
    if not in_full:
        for key in wanted:
            read_so_far[key] = _with_its_parent(read_so_far[key], read_so_far)
    return {key: read_so_far[key] for key in wanted}


def _reading(key: str, lines: Mapping[str, list[Line]], *, in_full: bool) -> Reading:
    counted, definition = COUNTED[key], definitions()[key]
    found = lines[key]
    total, of = sum(line.numerator for line in found), sum(line.denominator for line in found)
    if counted.kind == "middle":
        shown = of if in_full else hide_total(of)
        middle = next((line.middle for line in found), None)
        return Reading(definition, "middle", shown, shown, middle if shown else None)
    if counted.kind == "parts":
        return _parts(counted, definition, found, total, in_full=in_full)
    silent = _silent(lines.get(f"{key}:asked"), of, in_full=in_full)
    if not in_full:
        numerator, denominator = hide_share(total, of)
        return Reading(definition, "share", numerator, denominator, silent=silent)
    known = _names(counted, found)
    parts = [
        Part(line.heading, in_words(known, line.heading), line.numerator, line.denominator) for line in found
    ]
    parts = sorted(parts, key=lambda part: part.words) if counted.by is not None else []
    return Reading(definition, "share", total, of, parts=parts, silent=silent)


def _parts(
    counted: Counted, definition: Definition, found: list[Line], total: int, *, in_full: bool
) -> Reading:
    counts = {line.heading: line.numerator for line in found}
    known = _names(counted, found)
    headings = [key for key in known if counted.every_name or key in counts]
    headings += sorted(key for key in counts if key not in known)
    headings = [key for key in headings if key or counts.get(key)]
    numbers = [counts.get(key, 0) for key in headings]
    shown: list[int | None] = list(numbers) if in_full else hide_parts(numbers)
    whole = total if in_full else hide_total(total)
    pairs = zip(headings, shown, strict=True)
    parts = [Part(key, in_words(known, key), count, whole) for key, count in pairs]
    return Reading(definition, "parts", whole, parts=parts)


def _names(counted: Counted, found: list[Line]) -> Mapping[str, str]:
    return of_people(line.heading for line in found) if counted.people else counted.names()


def _silent(asked: list[Line] | None, of: int, *, in_full: bool) -> int | None:
    """How many could have answered and did not; hidden where it is small."""
    if asked is None:
        return None
    missing = max(0, sum(line.numerator for line in asked) - of)
    return missing if in_full else hide_total(missing)


def _looked_up(counted: Counted) -> list[str]:
    """The figures that say whether this one is hidden."""
    return [counted.part_of[0]] if counted.part_of else [counted.hidden_with] if counted.hidden_with else []


def _with_its_parent(reading: Reading, others: Mapping[str, Reading]) -> Reading:
    """What divides up a number that is hidden elsewhere is hidden as well, and so is what would give one away."""
    counted = COUNTED[reading.definition.key]
    if counted.hidden_with and any(part.count is None for part in others[counted.hidden_with].parts):
        return Reading(reading.definition, reading.kind, None, reading.of)
    parent = counted.part_of
    if parent is None:
        return reading
    figure, heading = parent
    count = next((part.count for part in others[figure].parts if part.key == heading), 0)
    if count is not None:
        return reading
    parts = [Part(part.key, part.words, None) for part in reading.parts]
    return Reading(reading.definition, reading.kind, None, parts=parts)


def read_months(
    service: Service, key: str, months: list[Month], *, in_full: bool
) -> list[tuple[Month, Reading]]:
    """One figure over several months, without its headings; none where another figure says whether it is hidden."""
    definition, kind = definitions()[key], COUNTED[key].kind
    if _looked_up(COUNTED[key]) and not in_full:
        return []
    trend = []
    for month, line in ask_months(service, key, months).items():
        numerator, denominator = line.numerator, line.denominator
        if in_full:
            trend.append((month, Reading(definition, kind, numerator, denominator, line.middle)))
            continue
        shown, of = hide_share(numerator, denominator) if kind == "share" else (hide_total(numerator),) * 2
        trend.append((month, Reading(definition, kind, shown, of, line.middle if shown else None)))
    return trend
