"""Whether a text that is to be read by others speaks of somebody by name."""

import re
from collections.abc import Iterable

SHORTEST = 3


def name_words(text: str) -> set[str]:
    """The words of a text or a name, in small letters, apart from the shortest."""
    return {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= SHORTEST}


def words_of_names(names: Iterable[str]) -> set[str]:
    """Every word of several names."""
    return {word for name in names for word in name_words(name)}
