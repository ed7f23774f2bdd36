"""Lists by name, a page at a time; where one page ends is said by a key, so that no name stands in an address."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
A_PAGE = 100


def page_by_name(
    rows: QuerySet[M], name: str, *, after: int | None, size: int = A_PAGE
) -> tuple[list[M], int | None]:
    """The rows after the one with that key, by the field `name`, and the key after which the next page goes on, if any.

    A key that is not among the rows begins at the first.
    """
    last = rows.filter(pk=after).values_list(name, flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(**{f"{name}__gt": last}) | Q(**{name: last, "pk__gt": after}))
    found = list(rows.order_by(name, "pk")[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None
