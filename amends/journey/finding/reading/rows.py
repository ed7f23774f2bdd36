"""The rows of a file one after another, never all at once. Row 1 is the heading."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from amends.journey.finding.reading.detecting import Shape
from amends.journey.finding.reading.refusing import MOST_COLUMNS, MOST_ROWS, refuse

_LONGEST_CELL = 2000


@dataclass(frozen=True)
class Line:
    """One row as text. `problem` says why the whole row cannot be read."""

    number: int
    cells: list[str]
    problem: str = ""


def lines(shape: Shape, content: bytes) -> Iterator[Line]:
    """The heading, then every row that holds anything. Raises Refused where the file itself cannot be read on."""
    found = _csv(shape, content) if shape.kind == "csv" else _xlsx(content)
    heading = next(found, None)
    if heading is None:
        raise refuse("This file has no heading.")
    yield _checked_heading(heading)
    width = len(heading.cells)
    for count, line in enumerate(_filled(found), start=1):
        if count > MOST_ROWS:
            raise refuse(f"Row {line.number}: the file has more than {MOST_ROWS:,} rows.", opens="Divide it.")
        yield _checked(line, width)


def count_rows(shape: Shape, content: bytes) -> int:
    """About how many rows there are, for the progress bar: exact for most CSV files, 0 where nobody can say."""
    return max(content.count(b"\n") - 1, 1) if shape.kind == "csv" else 0


def _checked_heading(heading: Line) -> Line:
    cells = [" ".join(cell.split()) for cell in heading.cells]
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        raise refuse("Row 1 is empty; it should hold the headings.")
    if len(cells) > MOST_COLUMNS:
        raise refuse(
            f"Row 1 has {len(cells)} columns; {MOST_COLUMNS} is the most.",
            opens="Take out what is not needed.",
        )
    for number, cell in enumerate(cells, start=1):
        if not cell:
            raise refuse(f"Row 1, column {number} has no heading.")
        if cells.index(cell) != number - 1:
            raise refuse(f"Row 1, column {number}: the heading “{cell[:60]}” is there twice.")
    heading.cells[:] = cells
    return heading


def _filled(found: Iterator[Line]) -> Iterator[Line]:
    return (line for line in found if line.problem or any(line.cells))


def _checked(line: Line, width: int) -> Line:
    cells = list(line.cells)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) != width and not line.problem:
        return Line(line.number, cells, f"The row has {len(cells)} cells, the heading {width}.")
    return Line(line.number, cells, line.problem)


def _csv(shape: Shape, content: bytes) -> Iterator[Line]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding=shape.encoding, newline="")
    reader = csv.reader(text, delimiter=shape.delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            if "unexpected end" in str(problem) or "field limit" in str(problem):
                sentence = f"Row {number}: a quotation mark is never closed."
                raise refuse(sentence, opens="Put it right and choose the file again.") from problem
            yield Line(number, [], f"The quotation marks of this row do not fit together ({problem}).")
        else:
            yield Line(number, [cell.strip().replace("\0", "") for cell in cells])


def _xlsx(content: bytes) -> Iterator[Line]:
    import openpyxl  # slow to import, and only a workbook needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
        for number, row in enumerate(sheet.iter_rows(), start=1):
            yield Line(number, [_as_text(cell) for cell in row])
    except Exception as problem:  # whatever a library says of bytes from outside, they are not to be read
        name = type(problem).__name__
        raise refuse(
            f"The workbook is damaged, or not safe to read ({name}).", opens="Save it as CSV."
        ) from problem


def _as_text(cell: Any) -> str:
    """A cell as a person sees it; a formula keeps its equals sign, so that it is refused by its place."""
    value = cell.value
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).lower()
        case datetime() if value.time() == time(0):
            text = value.date().isoformat()
        case date():
            text = value.isoformat()
        case float() if value.is_integer():
            text = str(int(value))
        case _:
            text = f"={str(value).lstrip('=')}" if cell.data_type == "f" else str(value).strip()
    return text.replace("\0", "")[:_LONGEST_CELL]
