"""`amends database field-key` and `lock-again`: keys for the columns that the database cannot read, and changing them."""

from collections.abc import Iterator

import click
import psycopg
from django.apps import apps
from psycopg import sql

from amends.delivery.cli.cluster import OWNER
from amends.delivery.cli.postgres import prepare_django, url_for
from amends.foundation.lib.locking import LockedTextField, is_newest, lock, new_key, unlock

ROWS_AT_ONCE = 500


@click.command("field-key")
def field_key_command() -> None:
    """Print a new key for AMENDS_FIELD_KEYS."""
    click.echo(new_key())


@click.command("lock-again")
def lock_again_command() -> None:
    """Lock every such text with the first key of AMENDS_FIELD_KEYS, those in the history too.

    Afterwards the other keys are no longer needed. It can be stopped and started again.
    """
    prepare_django()
    total = 0
    with psycopg.connect(url_for(OWNER)) as owner:
        for table, column in locked_columns():
            total += _rows(owner, table, column) + _history(owner, table, column)
    click.echo(f"{total} texts are now locked with the newest key.")


def locked_columns() -> Iterator[tuple[str, str]]:
    """Each table and column whose texts are locked, read from the models."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, LockedTextField):
                yield model._meta.db_table, str(field.column)


def _rows(owner: psycopg.Connection, table: str, column: str) -> int:
    """Lock a table's texts again, a few at a time. Nothing was said differently, so the history gets no new rows."""
    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
    find = sql.SQL(
        "SELECT id, {column} FROM {table} WHERE {column} <> '' AND id > %s ORDER BY id LIMIT %s FOR UPDATE"
    )
    put = sql.SQL("UPDATE {table} SET {column} = %s WHERE id = %s")
    return _again(owner, find.format(**names), put.format(**names), f"{table}.{column}", trigger_of=table)


def _history(owner: psycopg.Connection, table: str, column: str) -> int:
    """The same for what rows were before they were changed."""
    values = {"table": sql.Literal(table), "column": sql.Literal(column)}
    find = sql.SQL(
        "SELECT id, before->>{column} FROM record_historyrow WHERE table_name = {table} AND before->>{column} <> '' "
        "AND id > %s ORDER BY id LIMIT %s FOR UPDATE"
    )
    put = sql.SQL(
        "UPDATE record_historyrow SET before = jsonb_set(before, ARRAY[{column}], to_jsonb(%s::text)) WHERE id = %s"
    )
    return _again(owner, find.format(**values), put.format(**values), f"{table}.{column}")


def _again(
    owner: psycopg.Connection, find: sql.Composed, put: sql.Composed, place: str, trigger_of: str = ""
) -> int:
    done, last = 0, 0
    while True:
        with owner.transaction():
            rows = owner.execute(find, [last, ROWS_AT_ONCE]).fetchall()
            old = [(lock(unlock(text, place), place), row) for row, text in rows if not is_newest(text)]
            if old:
                _put(owner, put, old, trigger_of)
        if not rows:
            return done
        done, last = done + len(old), rows[-1][0]


def _put(owner: psycopg.Connection, put: sql.Composed, old: list[tuple[str, int]], trigger_of: str) -> None:
    if trigger_of:
        owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(trigger_of)))
    owner.cursor().executemany(put, old)
    if trigger_of:
        owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(trigger_of)))
