"""Puts the example's rows aside, with their texts taken apart, so that one statement a table can copy them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models
from psycopg import sql

from amends.delivery.cli.bulk.references import Finder, Piece, Varying
from amends.delivery.cli.example.sections import Book, Kind, copied_models
from amends.foundation.access.models import Membership, User
from amends.foundation.access.roles import WHOLE_SERVICE_OR_NONE
from amends.foundation.case.models import Case
from amends.foundation.lib.locking import MARK, LockedJSONField, LockedTextField
from amends.foundation.people.models import Person
from amends.journey.referral.models import Referral, ReferralPerson

Signature = tuple[tuple[str, tuple[tuple[str, ...] | None, ...]], ...]


@dataclass
class Staged:
    """The rows of one table that have the same texts to vary: for each column the pieces, None for one that stays."""

    model: type[models.Model]
    signature: Signature
    rows: list[tuple[int, int, dict[str, list[Piece]]]] = field(default_factory=list)  # key, section, texts


def finder_for(book: Book) -> Finder:
    """Reads what the finder has to know from the example's own rows. Needs to see every row."""
    given: dict[str, tuple[int, datetime]] = {}
    for rows in (
        Case.objects.order_by("pk").values_list("number", "opened_at"),
        Referral.objects.exclude(received_at=None).order_by("pk").values_list("number", "received_at"),
    ):
        given |= {number: (place, at) for place, (number, at) in enumerate(rows, start=1) if at}
    team = Membership.objects.exclude(sees__in=WHOLE_SERVICE_OR_NONE).values("user")
    staff: dict[str, int] = {}
    for key, name, email in User.objects.filter(pk__in=team).values_list("pk", "name", "email"):
        staff |= {name: key, email: key}
    for key, email in User.objects.exclude(pk__in=team).values_list("pk", "email"):
        staff[email] = key
    return Finder(book, given, staff)


def take_apart(book: Book) -> Iterator[Staged]:
    """Every row that is to be copied, grouped by table and by what its texts need."""
    finder = finder_for(book)
    names = {i: _names_in(book, i) for i, _ in enumerate(book.sections)}
    for model in copied_models():
        groups: dict[Signature, Staged] = {}
        for key, section, texts in _read(model, book):
            cut = {
                column: pieces
                for column, (text, is_json) in texts.items()
                if (pieces := _cut(finder, column, text, names[section], is_json=is_json))
            }
            signature = tuple((column, _shape(pieces)) for column, pieces in sorted(cut.items()))
            groups.setdefault(signature, Staged(model, signature)).rows.append((key, section, cut))
        yield from groups.values()


def _cut(finder: Finder, column: str, text: str, names: list[str], *, is_json: bool) -> list[Piece] | None:
    pieces = finder.pieces_of_json(text, names) if is_json else finder.pieces(column, text, names)
    return pieces if any(isinstance(piece, Varying) for piece in pieces) else None


def _shape(pieces: list[Piece]) -> tuple[tuple[str, ...] | None, ...]:
    return tuple(piece.signature if isinstance(piece, Varying) else None for piece in pieces)


def _names_in(book: Book, section: int) -> list[str]:
    """What the people of one part are called, in the case and in the referral."""
    found: set[str] = set()
    for people in (Person.objects.all(), ReferralPerson.objects.all()):
        first, last = book.sections[section].rows(people.model._meta.db_table)
        found |= set(people.filter(pk__gt=first, pk__lte=last).values_list("full_name", flat=True))
    return sorted(name for name in found if " " in name)


def _read(model: type[models.Model], book: Book) -> Iterator[tuple[int, int, dict[str, tuple[str, bool]]]]:
    """Key, part, and the texts of every row of the model that is copied.

    A locked text is opened. Where it names somebody or a number, its copies say so of their own people and are locked
    on their way in (`locked`).
    """
    meta = model._meta
    fields = [each for each in meta.concrete_fields if _has_words(each)]
    selected = [sql.SQL("{}::text").format(sql.Identifier(column_of(each))) for each in fields]
    query = sql.SQL("SELECT {} FROM {} WHERE {key} > %s AND {key} <= %s ORDER BY {key}").format(
        sql.SQL(", ").join([sql.Identifier(key_of(model)), *selected]),
        sql.Identifier(meta.db_table),
        key=sql.Identifier(key_of(model)),
    )
    for i, section in enumerate(book.sections):
        if section.kind in {Kind.SERVICE, Kind.ONCE}:
            continue
        with connection.cursor() as cursor:
            cursor.execute(query.as_string(), section.rows(meta.db_table))
            for key, *values in cursor.fetchall():
                texts = {
                    column_of(each): (_opened(each, value), isinstance(each, models.JSONField))
                    for each, value in zip(fields, values, strict=True)
                    if value
                }
                yield key, i, texts


def _opened(each: "models.Field[Any, Any]", value: str) -> str:
    if isinstance(each, LockedTextField):
        return each.opened(value)
    if isinstance(each, LockedJSONField) and value.startswith(f'"{MARK}'):
        return json.dumps(each.opened(json.loads(value)), cls=each.encoder, ensure_ascii=False)
    return value


def _has_words(each: "models.Field[Any, Any]") -> bool:
    return isinstance(each, (models.CharField, models.TextField, models.JSONField)) and not each.primary_key


def column_of(each: "models.Field[Any, Any]") -> str:
    """The column of a field that has one."""
    column: str = each.column or each.attname
    return column


def key_of(model: type[models.Model]) -> str:
    """The column of the primary key."""
    return next(column_of(each) for each in model._meta.concrete_fields if each.primary_key)


def put_aside(staged: Staged, name: str) -> None:
    """A temporary table with these rows: their columns as they are, the pieces of their texts, and their part."""
    table, key = map(_quoted, (staged.model._meta.db_table, key_of(staged.model)))
    columns = [column for column, _ in staged.signature]
    extra = [f'"{column}__words" text[], "{column}__numbers" bigint[]' for column in columns]
    marks = ", ".join(["%s"] * (2 + 2 * len(columns)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE {name}_words ({', '.join(['_key bigint', '_section int', *extra])})"
        )
        rows = [_row(row, columns) for row in staged.rows]
        cursor.executemany(f"INSERT INTO {name}_words VALUES ({marks})", rows)
        cursor.execute(
            f"CREATE TEMP TABLE {name} AS SELECT * FROM {table} JOIN {name}_words ON {table}.{key} = _key"
        )
        cursor.execute(f"DROP TABLE {name}_words")


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)


def _row(row: tuple[int, int, dict[str, list[Piece]]], columns: list[str]) -> list[Any]:
    key, section, texts = row
    values: list[Any] = [key, section]
    for column in columns:
        words: list[str] = []
        numbers: list[int] = []
        for piece in texts[column]:
            words.append(piece.text if isinstance(piece, Varying) else piece)
            numbers += piece.numbers if isinstance(piece, Varying) else ()
        values += [words, numbers]
    return values
