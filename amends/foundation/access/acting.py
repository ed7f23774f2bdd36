"""Who is acting: told to PostgreSQL for the length of one transaction, so that its row policies can decide.

Nobody set means that every protected table is empty. Jobs act as a named system user in the same way.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from amends.foundation.access.models import User


def acting_user_id() -> int | None:
    """The user whose grants the database applies now, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT amends_user()")
        row = cursor.fetchone()
    return row[0] if row else None


def tell_database(user_id: int | None) -> int | None:
    """Set the acting user until the end of the current transaction; returns who it was before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT amends_user(), set_config('amends.user_id', %s, true)", [str(user_id or "")])
        row = cursor.fetchone()
    return row[0] if row else None


@contextmanager
def acting_as(user: User | None) -> Iterator[None]:
    """Run a block as this user, in a transaction; inside another one the earlier user comes back after it."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = tell_database(user.pk if user else None)
        yield
        if (
            nested and not connection.needs_rollback
        ):  # undoing the block brings the earlier user back by itself
            tell_database(before)
