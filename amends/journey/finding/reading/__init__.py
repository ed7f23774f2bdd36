"""Reading a partner's file: what it is, its rows one by one, and what each cell says. Nothing in it is ever run."""

from amends.journey.finding.reading.cells import BadCellError, read_cell
from amends.journey.finding.reading.detecting import Shape, detect
from amends.journey.finding.reading.rows import Line, count_rows, lines
from amends.journey.finding.reading.table import Read, read_line

__all__ = ["BadCellError", "Line", "Read", "Shape", "count_rows", "detect", "lines", "read_cell", "read_line"]
