"""How a whole file is refused."""

from amends.foundation.lib.refusal import Refused

MOST_COLUMNS = 100
MOST_ROWS = 100_000


def refuse(sentence: str, *, opens: str = "") -> Refused:
    """A refusal of the whole file, at its field."""
    return Refused(sentence, opens=opens, field="upload")
