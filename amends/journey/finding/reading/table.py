"""A row of text as values, by the columns that somebody said hold what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amends.foundation.policy.contradictions import contradictions_in
from amends.foundation.policy.facts import Facts, facts_table
from amends.journey.finding.fields import Finding
from amends.journey.finding.reading.cells import BadCellError, Cell, read_cell
from amends.journey.finding.reading.rows import Line


@dataclass(frozen=True)
class Read:
    """One row: its values by field, or where and why it cannot be read."""

    row: int
    values: dict[str, Cell] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_line(
    finding: Finding,
    line: Line,
    headings: list[str],
    columns: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
) -> Read:
    """The row as it is kept. Every cell that is wrong is named; a row with one is not kept at all."""
    if line.problem:
        return Read(line.number, problems=[("", line.problem)])
    values: dict[str, Cell] = {}
    problems: list[tuple[str, str]] = []
    for heading, cell in zip(headings, line.cells, strict=True):
        name = columns.get(heading, "")
        if not name:
            continue
        try:
            values[name] = read_cell(finding, finding.fields[name], cell, words.get(name, {}))
        except BadCellError as wrong:
            problems.append((heading, str(wrong)))
    _join_names(values)
    if not problems and not (values.get("full_name") or values.get("person_reference")):
        problems.append(("", "The row names nobody: it has neither a name nor a number."))
    if _born_after(values):
        problems.append(("", "The offence is before the date of birth."))
    heading_of = {name: heading for heading, name in columns.items()}
    found = contradictions_in(_facts_in(values))
    problems += [(heading_of.get(each.at, ""), each.words) for each in found]
    return Read(line.number, values, problems)


def _facts_in(values: Mapping[str, Cell]) -> Facts:
    return {
        name: value for name, value in values.items() if name in facts_table() and not isinstance(value, date)
    }


def _join_names(values: dict[str, Cell]) -> None:
    """First names and last name make the full name, unless there is one already."""
    first, last = values.pop("first_names", None), values.pop("last_name", None)
    joined = " ".join(str(part) for part in (first, last) if part)
    if joined and not values.get("full_name"):
        values["full_name"] = joined


def _born_after(values: Mapping[str, Cell]) -> bool:
    born, offence = values.get("date_of_birth"), values.get("offence_on")
    return bool(born and offence and str(offence) < str(born))
