"""The report: shares by group, with small numbers held back and differences marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from amends.foundation.access.models import Service
from amends.foundation.case.models import Participant, Side
from amends.foundation.people.models import Person
from amends.insight.equality.groups import UNKNOWN, Characteristic, group_of
from amends.insight.equality.steps import Step, steps
from amends.insight.performance.hiding import BELOW, hide_parts, hide_share
from amends.service.equality.questions import NOT_SAID, Monitoring
from amends.service.equality.rules import ASKED

HIDDEN = "hidden (small)"
# Never both together: whoever saw the sum and one side could work out what is held back on the other.
SIDES = {
    "harmed": (Side.HARMED, Side.PARTY_A, Side.PARTY_B),
    "responsible": (Side.RESPONSIBLE,),
}


@dataclass(frozen=True)
class Share:
    """How many of how many came so far. None is held back. `differs`: from everybody, by the margin or more."""

    count: int | None
    of: int | None
    differs: int = 0

    @property
    def percent(self) -> int | None:
        """In whole per cent, where there is something to share and nothing is held back."""
        return round(100 * self.count / self.of) if self.count is not None and self.of else None

    @property
    def shown(self) -> str:
        """As the table has it."""
        if self.of == 0:
            return "–"
        if self.percent is None:
            return HIDDEN
        return f"{self.percent}% ({self.count} of {self.of})"


@dataclass(frozen=True)
class Line:
    """One group."""

    key: str
    words: str
    people: int | None
    shares: list[Share]

    @property
    def shown(self) -> str:
        """How many people it holds, or that this is held back."""
        return HIDDEN if self.people is None else str(self.people)


@dataclass(frozen=True)
class Report:
    """All groups, and everybody together."""

    steps: Sequence[Step]
    lines: list[Line]
    everybody: Line

    @property
    def gaps(self) -> list[tuple[Line, Step, Share]]:
        """Every difference that is marked."""
        return [
            (line, step, share)
            for line in self.lines
            for step, share in zip(self.steps, line.shares, strict=True)
            if share.differs
        ]


def report(service: Service, characteristic: Characteristic, *, side: str, limits: Monitoring) -> Report:
    """Count everybody who takes part for themselves, by group: one query."""
    columns = steps()
    rows = Participant.objects.filter(service=service, part__in=ASKED, takes_part=True, side__in=SIDES[side])
    rows = rows.exclude(person__kind__in=(Person.Kind.ORGANISATION, Person.Kind.GROUP))
    counts = {"people": Count("pk")}
    for step in columns:
        counts[f"{step.key}_count"] = Count("pk", filter=step.counts)
        if step.of is not None:
            counts[f"{step.key}_of"] = Count("pk", filter=step.of)
    found = list(rows.annotate(group=group_of(characteristic.key)).values("group").annotate(**counts))
    return as_report(found, columns, characteristic, limits.margin, limits.hide_below)


def as_report(
    found: Iterable[Mapping[str, Any]],
    columns: Sequence[Step],
    characteristic: Characteristic,
    margin: int,
    below: int = BELOW,
) -> Report:
    """Hold back what is small and mark what differs."""
    order = list(characteristic.names)
    rows = sorted(found, key=lambda row: _place(order, str(row["group"])))
    people = hide_parts([row["people"] for row in rows], below)
    pairs = [[_pair(row, step) for row in rows] for step in columns]
    totals = [Share(sum(n for n, _ in column), sum(d for _, d in column)) for column in pairs]
    shares = [_shares(column, total, margin, below) for column, total in zip(pairs, totals, strict=True)]
    lines = []
    for index, row in enumerate(rows):
        key = str(row["group"])
        own = [column[index] if people[index] is not None else Share(None, None) for column in shares]
        if key in {UNKNOWN, NOT_SAID}:  # those are no group: nothing follows from a difference
            own = [Share(share.count, share.of) for share in own]
        lines.append(Line(key, characteristic.names.get(key, key), people[index], own))
    everybody = Line(
        "all", "Everybody", sum(row["people"] for row in rows), [_whole(each, below) for each in totals]
    )
    return Report(columns, lines, everybody)


def _place(order: list[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


def _pair(row: Mapping[str, Any], step: Step) -> tuple[int, int]:
    return row[f"{step.key}_count"], row[f"{step.key}_of"] if step.of is not None else row["people"]


def _whole(total: Share, below: int) -> Share:
    count, of = hide_share(total.count or 0, total.of or 0, below)
    return Share(count, of)


def _shares(column: list[tuple[int, int]], total: Share, margin: int, below: int) -> list[Share]:
    counts = hide_parts([count for count, _ in column], below)
    found = []
    for (count, of), kept in zip(column, counts, strict=True):
        shown, base = hide_share(count, of, below)
        share = Share(None if kept is None else shown, base)
        found.append(Share(share.count, share.of, _difference(share, total, margin)))
    return found


def _difference(share: Share, total: Share, margin: int) -> int:
    """Points above or below everybody; 0 below the margin, and where a number is held back."""
    if share.percent is None or total.percent is None:
        return 0
    points = share.percent - total.percent
    return points if abs(points) >= margin else 0
