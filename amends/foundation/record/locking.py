"""Locks what is stored: texts that a migration makes unreadable in the database, and all of them under a new key."""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from psycopg import sql

from amends.foundation.lib.locking import LockedTextField, is_newest, lock, unlock

ROWS_AT_ONCE = 500
_ROWS = "SELECT id, {column} FROM {table} WHERE {column} <> '' AND id > %s ORDER BY id LIMIT %s FOR UPDATE"
_HISTORY = """
    SELECT id, before->>{column} FROM record_historyrow WHERE table_name = {table} AND before->>{column} <> ''
    AND id > %s ORDER BY id LIMIT %s FOR UPDATE
"""
_INTO_HISTORY = """
    UPDATE record_historyrow SET before = jsonb_set(before, ARRAY[{column}], to_jsonb(%s::text)) WHERE id = %s
"""


def lock_again(owner: psycopg.Connection, table: str, column: str) -> int:
    """Lock a column's texts with the newest key, those in the history too, and say how many there were.

    What is open becomes locked. Nothing was said differently, so the history gets no new rows. Raises LockError where
    no key opens a text.
    """
    place = f"{table}.{column}"

    def locked(text: str) -> str:
        return text if is_newest(text) else lock(unlock(text, place), place)

    return _all(owner, table, column, locked)


def open_again(owner: psycopg.Connection, table: str, column: str) -> int:
    """Store a column's texts so that anybody who reads the database can read them, as before they were locked."""
    return _all(owner, table, column, lambda text: unlock(text, f"{table}.{column}"))


def _all(owner: psycopg.Connection, table: str, column: str, change: Callable[[str], str]) -> int:
    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
    values = {"table": sql.Literal(table), "column": sql.Literal(column)}
    put = sql.SQL("UPDATE {table} SET {column} = %s WHERE id = %s").format(**names)
    done = _change(owner, sql.SQL(_ROWS).format(**names), put, change, trigger_of=table)
    old = sql.SQL(_INTO_HISTORY).format(**values)
    return done + _change(owner, sql.SQL(_HISTORY).format(**values), old, change)


def _change(
    owner: psycopg.Connection,
    find: sql.Composed,
    put: sql.Composed,
    change: Callable[[str], str],
    trigger_of: str = "",
) -> int:
    """A few rows at a time, so that it can be stopped and started again."""
    done, last = 0, 0
    while True:
        with owner.transaction():
            rows = owner.execute(find, [last, ROWS_AT_ONCE]).fetchall()
            new = [(changed, row) for row, text in rows if (changed := change(text)) != text]
            if new:
                _put(owner, put, new, trigger_of)
        if not rows:
            return done
        done, last = done + len(new), rows[-1][0]


def _put(owner: psycopg.Connection, put: sql.Composed, new: list[tuple[str, int]], trigger_of: str) -> None:
    if trigger_of:
        owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(trigger_of)))
    owner.cursor().executemany(put, new)
    if trigger_of:
        owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(trigger_of)))


class LockTexts(Operation):
    """Fields of text become locked ones, and what they hold is locked.

        LockTexts(consent=("note",), resistance=("words", "reason"))

    In place of one AlterField for each: Django would build its models anew for every one of them. Fields that are locked
    already may be named: what was stored before they were is locked then.
    """

    reversible = True

    def __init__(self, **fields: tuple[str, ...]) -> None:
        self.fields = fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it."""
        return type(self).__name__, [], dict(self.fields)

    def describe(self) -> str:
        """What `migrate` says of it."""
        return "Lock " + ", ".join(
            f"{model}.{name}" for model, names in self.fields.items() for name in names
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The fields as the models now say them."""
        for model, names in self.fields.items():
            fields = state.models[app_label, model].fields
            for name in names:
                _, _, arguments, named = fields[name].deconstruct()
                fields[name] = LockedTextField(*arguments, **named)
        state.reload_models([(app_label, model) for model in self.fields], delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lock what is stored. The columns stay what they are, texts."""
        self._each(app_label, schema_editor, from_state, lock_again)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Open again what was locked."""
        self._each(app_label, schema_editor, from_state, open_again)

    def _each(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        state: ProjectState,
        do: Callable[[psycopg.Connection, str, str], int],
    ) -> None:
        owner = _connection(schema_editor)
        for model, names in self.fields.items():
            options = state.models[app_label, model].options
            for name in names:
                do(owner, options.get("db_table") or f"{app_label}_{model}", name)


def _connection(schema_editor: BaseDatabaseSchemaEditor) -> psycopg.Connection:
    """That of the migration, with nothing left to check at its end: before that PostgreSQL alters no table."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    found: psycopg.Connection = schema_editor.connection.connection
    return found
