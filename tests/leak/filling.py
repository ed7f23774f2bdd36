"""Rows for tables that the example case does not reach: the plainest ones that the database takes.

What it refuses it says why: the columns that its constraint speaks of get other values, until it takes the row. Chance
decides which, from the same seed each time, so that every run plants the same rows.
"""

from __future__ import annotations  # a field of Django has no type parameters when the program runs

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any, TypeAlias

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

AnyField: TypeAlias = "models.Field[Any, Any]"
TRIES = 300


@dataclass
class Filling:
    """Makes a row of one table."""

    model: type[models.Model]
    targets: Callable[[Any], list[Any]]  # the keys that a foreign key may have
    words: dict[str, str]  # what texts say where they are not empty
    fixed: AbstractSet[str]  # columns that keep their value

    def made(self, start: dict[str, Any]) -> models.Model | None:
        """A row that begins with these values; None where the database takes it in no way that was tried."""
        chance = Random(self.model._meta.db_table)  # noqa: S311  # the same rows in each run, not a secret
        row = self.plainest(start)
        for _ in range(TRIES):
            if self.words and not set(self.words.values()) & {
                each for each in row.values() if isinstance(each, str)
            }:
                row |= self.words
            try:
                return _stored(self.model, row)
            except DatabaseError as error:
                columns = [f for f in refused(self.model, error) if f.attname not in self.fixed]
            if not columns:
                return None
            for column in chance.sample(columns, chance.randint(1, len(columns))):
                row[column.attname] = self.another(column, chance)
        return None

    def plainest(self, start: dict[str, Any]) -> dict[str, Any]:
        """What the columns need at the least: what is known, and something where nothing may be left out."""
        row = {}
        for column in self.model._meta.concrete_fields:
            if column.primary_key or column.generated:
                continue
            if column.attname in start:
                row[column.attname] = start[column.attname]
            elif not (column.null or column.has_default() or column.db_default is not models.NOT_PROVIDED):
                row[column.attname] = next(iter(self.values(column)), None)
        return row

    def another(self, column: AnyField, chance: Random) -> Any:
        """Some value the column may have."""
        if column.null and chance.random() < 0.5:  # as often as not
            return None
        values = self.values(column)
        return chance.choice(values) if values else None

    def values(self, column: AnyField) -> list[Any]:
        """Values the column may have, the plainest first."""
        if isinstance(column, models.ForeignKey):
            return self.targets(column)
        if column.choices:
            return [*dict(column.flatchoices), *([""] if column.blank and not column.null else [])]
        if isinstance(column, ArrayField):
            return [[], [self.values(column.base_field)[0]]]
        known = next((some() for kind, some in _SOME if isinstance(column, kind)), None)
        return known or [self.words.get(column.attname, f"x{next(_NUMBERS)}"), ""]


_NUMBERS = count(1)  # texts that have to be different are


def _stored(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    with transaction.atomic():
        made = model._base_manager.create(**row)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return made


def refused(model: type[models.Model], error: Exception) -> list[AnyField]:
    """The columns that the database's refusal is about; none where it is about something else."""
    told = getattr(error.__cause__, "diag", None)
    if told is None or told.table_name not in {None, model._meta.db_table}:
        return []
    columns = {f.column: f for f in model._meta.concrete_fields if not f.primary_key and not f.generated}
    if told.column_name in columns:
        return [columns[told.column_name]]
    name = told.constraint_name or ""
    constraint = next((each for each in model._meta.constraints if each.name == name), None)
    named = set(_names(constraint)) if constraint is not None else set()
    found = [f for f in columns.values() if f.name in named or f.attname in named]
    return found or [f for f in columns.values() if name and f.column in name]


def _names(part: Any) -> Iterator[str]:
    """The fields a constraint speaks of, wherever they stand in it."""
    if isinstance(part, models.CheckConstraint):
        yield from _names(part.condition)
    elif isinstance(part, ExclusionConstraint):
        yield from (str(each) for each, _ in part.expressions)
        yield from _names(part.condition)
    elif isinstance(part, models.UniqueConstraint):
        yield from part.fields
        yield from _names(part.condition)
    elif isinstance(part, Q):
        for child in part.children:
            yield from _names(child)
    elif isinstance(part, tuple):
        yield str(part[0]).split("__")[0]
        yield from _names(part[1])
    elif isinstance(part, F):
        yield part.name.split("__")[0]  # type: ignore[attr-defined]  # missing in the stubs
    elif isinstance(part, models.Expression):
        for source in part.get_source_expressions():
            yield from _names(source)


def _days() -> list[Any]:
    return [timezone.localdate() + timedelta(days=days) for days in (0, 1, -1, 14, -14)]


def _times() -> list[Any]:
    return [timezone.now() + timedelta(hours=hours) for hours in (1, -1, 24, -24)]


_SOME: list[tuple[type, Callable[[], list[Any]]]] = [
    (models.DateTimeField, _times),
    (models.DateField, _days),
    (models.TimeField, lambda: [each.time() for each in _times()]),
    (models.BooleanField, lambda: [True, False]),
    (models.IntegerField, lambda: [1, 2, 0, 10]),
    (models.DecimalField, lambda: [Decimal("0.5"), Decimal(1), Decimal(0)]),
    (models.JSONField, lambda: [[], {}]),
    (models.BinaryField, lambda: [b"x"]),
    (models.EmailField, lambda: ["x@example.invalid", ""]),
    (DateTimeRangeField, lambda: [(timezone.now(), timezone.now() + timedelta(hours=1))]),
]
