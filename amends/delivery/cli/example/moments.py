"""Lets the past of the example happen: whatever is done at a moment carries the time of that moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from amends.foundation.record.chain import seal_anew

_SETTLE = """
    UPDATE {table} SET {column} = w.moment + ({column} - w.began)
    FROM pg_temp.moments w
    WHERE {column} >= w.began AND {column} < w.ended AND extract(microseconds FROM {column})::bigint % 1000000 <> 0
"""


class Moments:
    """Sets the clock that Python reads, and remembers what the database's own clock said meanwhile."""

    def __init__(self) -> None:
        self.windows: list[tuple[datetime, datetime, datetime]] = []

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Do a block at this moment, to the second."""
        moment = moment.replace(microsecond=0)
        began = _database_time()
        with mock.patch.object(timezone, "now", return_value=moment):
            yield
        self.windows.append((began, _database_time(), moment))

    def settle(self) -> None:
        """Give the rows that the database dated by itself the time they belong to. Needs the owner's rights."""
        columns = {model: _moments_in(model) for model in amends_models()}
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE moments (began timestamptz, ended timestamptz, moment timestamptz)"
            )
            cursor.executemany("INSERT INTO pg_temp.moments VALUES (%s, %s, %s)", self.windows)
            with without_triggers([model._meta.db_table for model, names in columns.items() if names]):
                for model, names in columns.items():
                    table = connection.ops.quote_name(model._meta.db_table)
                    for name in names:
                        cursor.execute(_SETTLE.format(table=table, column=connection.ops.quote_name(name)))
            cursor.execute("DROP TABLE pg_temp.moments")
        seal_anew()


@contextmanager
def without_triggers(tables: list[str]) -> Iterator[None]:
    """Rows are written as they once came about: what guards a step, or notes a change, is not asked. Needs the owner."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")


def amends_models() -> list[type[models.Model]]:
    """Every model of the product, not those of the libraries."""
    return [model for model in apps.get_models() if model.__module__.startswith("amends.")]


def _moments_in(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [f.column or f.attname for f in fields if isinstance(f, models.DateTimeField)]


def _database_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    assert row  # noqa: S101  (a SELECT without FROM gives one row)
    found: datetime = row[0]
    return found
