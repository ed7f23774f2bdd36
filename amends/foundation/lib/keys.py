"""The key of a row, or a version, as it comes back from a page: whatever somebody has put in its place is no key."""

import re

# Digits of other scripts and raised ones count as digits for Python, and nothing longer than this fits PostgreSQL.
_KEY = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


def read_key(text: str | None) -> int | None:
    """The number, or None for everything else."""
    return int(text) if text and _KEY.match(text) else None
