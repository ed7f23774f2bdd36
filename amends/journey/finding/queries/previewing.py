"""The first rows of a file as they would be read."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Column, Table
from amends.journey.finding.fields import finding
from amends.journey.finding.models import Extract
from amends.journey.finding.reading import Line, Read, lines, read_line
from amends.journey.finding.rules.caseloads import shape_of

PREVIEWED, LOOKED_THROUGH, MOST_STRANGE = 8, 5000, 60


def rows_of(extract: Extract, most: int) -> Iterator[Line]:
    """The first rows as text."""
    found = lines(shape_of(extract), bytes(extract.file.data))
    next(found)
    return islice(found, most)


def preview(extract: Extract) -> list[Read]:
    """The first rows, exactly as the worker would read them."""
    policy = finding()
    return [
        read_line(policy, line, extract.headings, extract.columns, extract.words)
        for line in rows_of(extract, PREVIEWED)
    ]


def preview_table(extract: Extract) -> Table:
    """The preview as a page shows it: one column a field, and what is wrong in the last."""
    rows = preview(extract)
    policy = finding()
    names = [name for name in policy.fields if any(name in row.values for row in rows)]
    columns = [
        Column("Row"),
        *(Column(policy.fields[name].words) for name in names),
        Column("Cannot be read"),
    ]
    body = [[row.row, *(_shown(row.values.get(name)) for name in names), _problems(row)] for row in rows]
    return Table(
        "The first rows as they would be read", columns, body, empty="There is no row below the heading."
    )


def _problems(row: Read) -> str:
    return " ".join(f"{column + ': ' if column else ''}{why}" for column, why in row.problems)


def _shown(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return long_date(value) if isinstance(value, date) else str(value).replace("_", " ")
