"""What is written to the log when something breaks: where and of which kind, never with whose data."""

import logging
import traceback
from types import TracebackType

Broken = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Leaves out the messages of exceptions.

    PostgreSQL names the row that breaks a constraint, and a failed conversion the text that somebody typed. The kind of
    the error and the lines of our own code are enough to find it.
    """

    def formatException(self, ei: Broken) -> str:  # noqa: N802  (logging's own name)
        return "\n".join(_kinds_and_places(ei[1])) if ei[1] else ""


def _kinds_and_places(error: BaseException) -> list[str]:
    """The cause first, as Python tells it."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_kinds_and_places(earlier), "Then:"] if earlier else []
    places = [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    return [*lines, *places, f"{type(error).__qualname__} (its message is left out)"]
