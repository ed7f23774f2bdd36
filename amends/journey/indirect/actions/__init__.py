"""Writing, reading, releasing, offering and delivering letters and messages."""

from amends.journey.indirect.actions.considering import consider
from amends.journey.indirect.actions.crossing import (
    bring_back,
    choose,
    deliver,
    end,
    fetch,
    offer,
    release,
    show_again,
    tell_back,
)
from amends.journey.indirect.actions.writing import agree_to_words, begin, hand_in, vet, write

__all__ = [
    "agree_to_words",
    "begin",
    "bring_back",
    "choose",
    "consider",
    "deliver",
    "end",
    "fetch",
    "hand_in",
    "offer",
    "release",
    "show_again",
    "tell_back",
    "vet",
    "write",
]
