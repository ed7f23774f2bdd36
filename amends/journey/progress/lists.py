"""Tables of the path, the record and the register."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.progress.rules.path import Line, Path
from amends.journey.progress.rules.record import Part
from amends.journey.progress.rules.register import Entry


def path_table(path: Path) -> Table:
    """The steps in their order."""
    columns = [Column("Step"), Column("Whose it is"), Column("State"), Column("How it ended")]
    lines = [[line.step.title, line.actor, Cell(tag=_tag(line)), _ended(line)] for line in path.lines]
    return Table(f"Route: {path.route.title}", columns, lines)


def _tag(line: Line) -> Tag:
    if line.outcome:
        return Tag("Done", "good")
    if line.skipped:
        return Tag("Passed over", "attention")
    return Tag("Now", "waiting") if line.is_next else Tag("To come")


def _ended(line: Line) -> str:
    if line.outcome and line.on:
        return f"{line.outcome}, {long_date(timezone.localtime(line.on).date())}"
    if line.skipped:
        day = long_date(timezone.localtime(line.skipped.at).date())
        return f"{line.skipped.why} ({line.skipped.by.name}, {day})"
    return ""


def record_table(parts: Iterable[Part]) -> Table:
    """The twelve parts."""
    columns = [Column("Part"), Column("State"), Column("What is on record")]
    lines = [[part.title, Cell(tag=_state(part)), _words(part)] for part in parts]
    return Table("The record of the office", columns, lines)


def _state(part: Part) -> Tag:
    if part.marked:
        return Tag("Not applicable")
    return Tag("Missing", "stop") if part.is_missing else Tag("Filled", "good")


def _words(part: Part) -> str:
    return f"{part.marked.why} ({part.marked.by.name})" if part.marked else part.words


def register_table(rows: Iterable[Entry]) -> Table:
    """Possible cases, without a name."""
    names = ("Number", "Registered", "Source", "Stage", "Allocated", "Result", "Sent to the evaluator")
    lines = [
        [
            Cell(row.case_number, url=reverse("casefile:case", args=[row.case_number]))
            if row.case_number
            else row.number,
            long_date(row.registered_on),
            row.source,
            row.stage,
            long_date(row.allocated_on) if row.allocated_on else "",
            row.result,
            long_date(row.sent_on) if row.sent_on else "",
        ]
        for row in rows
    ]
    return Table("Possible cases", [Column(name) for name in names], lines, empty="There is none yet.")
