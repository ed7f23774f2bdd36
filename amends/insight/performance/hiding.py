"""Hiding small counts so that none can be worked out from what is still shown.

Numbers from 1 to 4 are hidden, and then others beside them until somebody who knows the rule and every number shown
still cannot narrow any hidden one down to fewer than five possible values.
"""

from collections.abc import Sequence

BELOW = 5  # what is hidden together also leaves each of it at least so many possible values
SMALL = range(1, BELOW)


def is_small(count: int, below: int = BELOW) -> bool:
    """Whether a number could point at somebody: from 1 up to, and without, the limit."""
    return 0 < count < below


def hide_parts(parts: Sequence[int], below: int = BELOW) -> list[int | None]:
    """The parts of a total that is shown beside them, with None for what is hidden.

    A small total is hidden by `hide_total`, and everything in it. Where there are not enough others to hide among, all
    parts are hidden, the empty ones too, and only the total is left.
    """
    if is_small(sum(parts), below):
        return [None] * len(parts)
    hidden = {index for index, part in enumerate(parts) if is_small(part, below)}
    others = sorted((i for i, part in enumerate(parts) if part and i not in hidden), key=lambda i: parts[i])
    while hidden and not _enough([parts[i] for i in hidden], below):
        if not others:
            return [None] * len(parts)
        hidden.add(others.pop(0))
    return [None if index in hidden else part for index, part in enumerate(parts)]


def _enough(hidden: Sequence[int], below: int) -> bool:
    return len(hidden) > 1 and sum(hidden) - len(hidden) >= below - 1


def hide_total(total: int) -> int | None:
    """A number that stands alone."""
    return None if is_small(total) else total


def hide_share(numerator: int, denominator: int, below: int = BELOW) -> tuple[int | None, int | None]:
    """A share is hidden when it, or what is left of it, is small; its denominator only when it is small itself."""
    if is_small(denominator, below):
        return None, None
    if is_small(numerator, below) or is_small(denominator - numerator, below):
        return None, denominator
    return numerator, denominator
