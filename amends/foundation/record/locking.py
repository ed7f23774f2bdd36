"""Locks what is stored: columns that a migration makes unreadable in the database, and all of them under a new key."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import CharField, Field, JSONField
from psycopg import sql

from amends.foundation.lib.locking import (
    MARK,
    LockedCharField,
    LockedField,
    LockedJSONField,
    LockedTextField,
    is_newest,
    lock,
    unlock,
)

ROWS_AT_ONCE = 500
TEXT, JSON = "text", "jsonb"
# Read as text and written as JSON, whether the column is one of text or of JSON: the history holds both alike.
_EMPTY = sql.SQL("""ARRAY['""', '[]', '{}', 'null']::jsonb[]""")
_ROWS = """
    SELECT id, to_jsonb({column}) #>> '{{}}' FROM {table} WHERE to_jsonb({column}) <> ALL ({empty}) AND id > %s
    ORDER BY id LIMIT %s FOR UPDATE
"""
_HISTORY = """
    SELECT id, before->>{column} FROM record_historyrow WHERE table_name = {table}
    AND before->{column} <> ALL ({empty}) AND id > %s ORDER BY id LIMIT %s FOR UPDATE
"""
_INTO_HISTORY = """
    UPDATE record_historyrow SET before = jsonb_set(before, ARRAY[{column}], %s::jsonb) WHERE id = %s
"""


def lock_again(owner: psycopg.Connection, table: str, column: str) -> int:
    """Lock what a column holds with the newest key, in the history too, and say how many there were.

    What is open becomes locked. Nothing was said differently, so the history gets no new rows. Raises LockError where
    no key opens a text.
    """
    place = f"{table}.{column}"

    def locked(text: str) -> str:
        return text if is_newest(text) else lock(unlock(text, place), place)

    return _all(owner, table, column, locked)


def open_again(owner: psycopg.Connection, table: str, column: str) -> int:
    """Store it so that anybody who reads the database can read it, as before it was locked."""
    return _all(owner, table, column, lambda text: unlock(text, f"{table}.{column}"))


def _all(owner: psycopg.Connection, table: str, column: str, change: Callable[[str], str]) -> int:
    is_json = _type_of(owner, table, column) == JSON

    def changed(text: str) -> str | None:
        new = change(text)
        if new == text:
            return None
        return new if is_json and not new.startswith(MARK) else json.dumps(new)

    names = {"table": sql.Identifier(table), "column": sql.Identifier(column), "empty": _EMPTY}
    values = {"table": sql.Literal(table), "column": sql.Literal(column), "empty": _EMPTY}
    new = sql.SQL("%s::jsonb" if is_json else "%s::jsonb #>> '{}'")
    put = sql.SQL("UPDATE {table} SET {column} = {new} WHERE id = %s").format(**names, new=new)
    done = _change(owner, sql.SQL(_ROWS).format(**names), put, changed, trigger_of=table)
    old = sql.SQL(_INTO_HISTORY).format(**values)
    return done + _change(owner, sql.SQL(_HISTORY).format(**values), old, changed)


def _type_of(owner: psycopg.Connection, table: str, column: str) -> str:
    """As PostgreSQL has it."""
    question = (
        "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"
    )
    (found,) = owner.execute(question, [table, column]).fetchone() or ("",)
    return str(found)


def _fit(owner: psycopg.Connection, table: str, column: str, wanted: str) -> None:
    """A column that was a shorter text, or a list of PostgreSQL's own kind, becomes one that can hold what is locked."""
    if _type_of(owner, table, column) == wanted:
        return
    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
    alter = "ALTER TABLE {table} ALTER COLUMN {column} TYPE "
    alter += "jsonb USING to_jsonb({column})" if wanted == JSON else "text"
    owner.execute(sql.SQL(alter).format(**names))


def _change(
    owner: psycopg.Connection,
    find: sql.Composed,
    put: sql.Composed,
    changed: Callable[[str], str | None],
    trigger_of: str = "",
) -> int:
    """A few rows at a time, so that it can be stopped and started again. None means that a text stays."""
    done, last = 0, 0
    while True:
        with owner.transaction():
            rows = owner.execute(find, [last, ROWS_AT_ONCE]).fetchall()
            new = [(text, row) for row, was in rows if (text := changed(was)) is not None]
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
    """Fields of text or of JSON become locked ones, and what they hold is locked.

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
        changed: list[tuple[str, str]] = []
        for model, names in self.fields.items():
            fields = state.models[app_label, model].fields
            for name in names:
                if isinstance(fields[name], LockedField):
                    continue
                _, _, arguments, named = fields[name].deconstruct()
                fields[name] = _locked_kind(fields[name])(*arguments, **named)
                changed.append((app_label, model))
        if changed:
            state.reload_models(changed, delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Give each column the type of its field, where an older database has another, and lock what is stored."""
        owner = _connection(schema_editor)
        for table, name, field in self._columns(app_label, to_state):
            _fit(owner, table, name, JSON if isinstance(field, LockedJSONField) else TEXT)
            lock_again(owner, table, name)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Open again what was locked. The columns stay as they are: they hold that as well."""
        owner = _connection(schema_editor)
        for table, name, _ in self._columns(app_label, to_state):
            open_again(owner, table, name)

    def _columns(self, app_label: str, state: ProjectState) -> Iterator[tuple[str, str, "Field[Any, Any]"]]:
        for model, names in self.fields.items():
            known = state.models[app_label, model]
            table = known.options.get("db_table") or f"{app_label}_{model}"
            yield from ((table, name, known.fields[name]) for name in names)


def _locked_kind(field: Any) -> type[LockedField]:
    """The kind of field in which the same is locked."""
    if isinstance(field, JSONField):
        return LockedJSONField
    return LockedCharField if isinstance(field, CharField) else LockedTextField


def _connection(schema_editor: BaseDatabaseSchemaEditor) -> psycopg.Connection:
    """That of the migration, with nothing left to check at its end: before that PostgreSQL alters no table."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    found: psycopg.Connection = schema_editor.connection.connection
    return found
