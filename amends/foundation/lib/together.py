"""Rows of several tables in one statement, where a page needs a few of each: one journey to the database, not ten."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import RangeField
from django.core.exceptions import EmptyResultSet, FieldError
from django.db import connection, models
from django.db.models import QuerySet

from amends.foundation.lib.locking import LockedField


def fetch_together(*wanted: "QuerySet[Any]") -> list[list[Any]]:
    """The rows of every query set, in its order. Row policies hold as they do for each alone.

    For plain query sets: with filters, orders and annotations, without `select_related` or files of bytes.
    """
    statements, parameters = [], []
    for rows in wanted:
        try:
            sql, given = rows.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            statements.append("NULL")
            continue
        statements.append(f"(SELECT json_agg(r)::text FROM ({sql}) AS r)")  # noqa: S608  # written by Django
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", parameters)
        found = cursor.fetchone() or ()
    return [_instances(rows, text) for rows, text in zip(wanted, found, strict=True)]


def _instances(rows: "QuerySet[Any]", text: str | None) -> list[Any]:
    fields = rows.model._meta.concrete_fields
    extra = {name: _field_of(wanted) for name, wanted in rows.query.annotation_select.items()}
    read: Iterable[dict[str, Any]] = json.loads(text, parse_float=Decimal) if text else ()
    return [_instance(rows.model, fields, extra, row) for row in read]


def _instance(
    model: type[models.Model], fields: Iterable[Any], extra: Mapping[str, Any], row: dict[str, Any]
) -> models.Model:
    values = {each.attname: _value(each, row[each.column]) for each in fields}
    made = model.from_db(connection.alias, list(values), list(values.values()))
    for name, field in extra.items():
        setattr(made, name, field.opened(row[name]) if _is_locked(field, row[name]) else row[name])
    return made


def _field_of(wanted: Any) -> Any:
    """The kind of what a query asks for besides its own columns, where that is clear."""
    try:
        return wanted.output_field
    except FieldError:
        return None


def _value(each: Any, value: Any) -> Any:
    if _is_locked(each, value):
        return each.opened(value)
    if each.generated:
        return each.output_field.to_python(value)
    return _range(each, value) if isinstance(each, RangeField) and value else each.to_python(value)


def _is_locked(each: Any, value: Any) -> bool:
    """What is empty is not locked, and is no text where the column is one of JSON."""
    return isinstance(each, LockedField) and isinstance(value, str) and value != ""


def _range(each: Any, text: str) -> Any:
    """A range as PostgreSQL writes it: `["2026-03-03 14:00:00+00",)`."""
    if text == "empty":
        return each.range_type(empty=True)
    lower, upper = (part.strip('"') or None for part in text[1:-1].split(","))
    bounds = [each.base_field.to_python(bound) for bound in (lower, upper)]
    return each.range_type(*bounds, text[0] + text[-1])
