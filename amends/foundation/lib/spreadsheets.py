"""Tables to take away: CSV for any program, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable

from amends.foundation.lib.cells import harmless


def as_csv(table: Iterable[Iterable[object]]) -> bytes:
    """The rows with every cell harmless, and the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in table
    )
    return text.getvalue().encode("utf-8-sig")
