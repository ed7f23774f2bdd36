"""Hiding small counts so that none can be worked out from what is still shown.

Numbers from 1 to 4 are hidden, and then others beside them until somebody who knows the rule and every number shown
still cannot narrow any hidden one down to fewer than five possible values.
"""

from collections.abc import Sequence

SMALL = range(1, 5)
ROOM = 4  # what is hidden together leaves each of it at least ROOM + 1 possible values


def is_small(count: int) -> bool:
    """Whether a number could point at somebody."""
    return count in SMALL


def hide_parts(parts: Sequence[int]) -> list[int | None]:
    """The parts of a total that is shown beside them, with None for what is hidden.

    A small total is hidden by `hide_total`, and everything in it. Where there are not enough others to hide among, all
    parts are hidden, the empty ones too, and only the total is left.
    """
    if is_small(sum(parts)):
        return [None] * len(parts)
    hidden = {index for index, part in enumerate(parts) if is_small(part)}
    others = sorted((i for i, part in enumerate(parts) if part and i not in hidden), key=lambda i: parts[i])
    while hidden and not _enough([parts[i] for i in hidden]):
        if not others:
            return [None] * len(parts)
        hidden.add(others.pop(0))
    return [None if index in hidden else part for index, part in enumerate(parts)]


def _enough(hidden: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(hidden) - len(hidden) >= ROOM


def hide_total(total: int) -> int | None:
    """A number that stands alone."""
    return None if is_small(total) else total


def hide_share(numerator: int, denominator: int) -> tuple[int | None, int | None]:
    """A share is hidden when it, or what is left of it, is small; its denominator only when it is small itself."""
    if is_small(denominator):
        return None, None
    if is_small(numerator) or is_small(denominator - numerator):
        return None, denominator
    return numerator, denominator
