"""Cells of a table that somebody takes away and opens in a spreadsheet."""

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(RUNS) or cell.startswith(RUNS) else cell
