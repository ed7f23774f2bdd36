"""Copies with locked texts of their own: PostgreSQL has no key, so these rows come through here on their way in."""

import json
from collections.abc import Mapping

from django.db import connection

from amends.delivery.cli.bulk.staging import Staged, column_of
from amends.foundation.lib.locking import LockedField, LockedJSONField, lock

ROWS_AT_ONCE = 2000


def locked_among(staged: Staged, columns: list[str]) -> dict[int, LockedField]:
    """Where, among the columns to be written, a text stands open that has to be locked again."""
    varied = {column for column, _ in staged.signature}
    locked = {
        connection.ops.quote_name(column_of(each)): each
        for each in staged.model._meta.concrete_fields
        if isinstance(each, LockedField) and column_of(each) in varied
    }
    return {place: locked[column] for place, column in enumerate(columns) if column in locked}


def insert_locked(
    table: str, columns: list[str], values: list[str], source: str, locked: Mapping[int, LockedField]
) -> None:
    """What `INSERT INTO table SELECT values FROM source` would write, with these columns locked."""
    as_text = ", ".join(f"({value})::text" for value in values)
    with connection.chunked_cursor() as rows, connection.cursor() as cursor:
        rows.execute(f"SELECT {as_text} FROM {source}")
        while batch := rows.fetchmany(ROWS_AT_ONCE):
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as into:
                for row in batch:
                    into.write_row(
                        [_lock(locked[i], text) if i in locked else text for i, text in enumerate(row)]
                    )


def _lock(field: LockedField, text: str) -> str:
    """As the column stores it."""
    stored = lock(text, field.place)
    return json.dumps(stored) if isinstance(field, LockedJSONField) else stored
