"""Figures as a table to take away: always with small counts hidden, and with no cell that a spreadsheet would run."""

import io
from collections.abc import Iterable, Iterator

from amends.foundation.access.models import Service
from amends.foundation.lib.cells import harmless
from amends.insight.performance.months import Month
from amends.insight.performance.reading import Reading

HEAD = ["Figure", "Of which", "Number", "Out of", "Per cent", "What it is", "Counted by", "Source"]
NOTE = "Numbers from 1 to 4 are hidden, and others beside them so that they cannot be worked out."


def lines(service: Service, month: Month, readings: Iterable[Reading]) -> Iterator[list[str]]:
    """The table, heading first, every cell safe."""
    yield [harmless(f"{service.name}, {month.words}"), NOTE]
    yield HEAD
    for reading in readings:
        definition = reading.definition
        words = [definition.words, definition.day, definition.source]
        of = "" if reading.of is None or reading.kind == "parts" else str(reading.of)
        number = reading.shown if reading.kind != "share" else _number(reading.count)
        percent = reading.percent if reading.kind == "share" else ""
        yield [harmless(cell) for cell in [definition.title, "", number, of, percent, *words]]
        for part in reading.parts:
            row = [definition.title, part.words, part.shown, "", part.percent, "", "", ""]
            yield [harmless(cell) for cell in row]


def _number(count: int | None) -> str:
    return "hidden (small)" if count is None else str(count)


def as_xlsx(table: Iterable[list[str]]) -> bytes:
    """For spreadsheets; written row by row, every cell as text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Figures")
    for row in table:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
