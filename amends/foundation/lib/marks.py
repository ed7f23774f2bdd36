"""Characters that nobody sees: they break letters and tables, or make a text read as something else."""

import re
from collections.abc import Mapping
from typing import Any

# Control characters break letters and CSV files; direction marks can make a text read as something else.
INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def without_marks(value: Any) -> Any:
    """The same without them, in every text of a list or a table of values."""
    if isinstance(value, str):
        return INVISIBLE.sub("", value)
    if isinstance(value, Mapping):
        return {key: without_marks(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_marks(each) for each in value]
    return value
