"""Which rows came from which part of the telling: the keys of every table before and after it.

The example is told by one process in an empty database, so that a part's rows are those between two marks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection, models

from amends.delivery.cli.example.moments import amends_models
from amends.foundation.access.models import ApiToken, KeptForm
from amends.foundation.case.models import Numbering
from amends.foundation.record.models import ChainLink, HistoryRow
from amends.service.library.models import Practice

Marks = dict[str, int]
# Counters and what belongs to one visit; changes of copied rows have no history of their own; what has worked for
# somebody is told once.
NEVER_COPIED = (Numbering, KeptForm, ApiToken, HistoryRow, ChainLink, Practice)


class Kind(StrEnum):
    """What a part is about, and so how often it is copied."""

    SERVICE = "service"  # once
    PEOPLE = "people"  # once for each team
    LIVE = "live"  # matters that are going on
    OVER = "over"  # matters that are over
    ONCE = "once"  # a matter with a day that cannot move, such as a meeting tomorrow


@dataclass(frozen=True)
class Section:
    """One part: for each table the rows with `first` < key <= `last`."""

    name: str
    kind: Kind
    first: Marks
    last: Marks

    def rows(self, table: str) -> tuple[int, int]:
        """The keys before the first and of the last row in a table."""
        return self.first[table], self.last[table]


@dataclass
class Book:
    """All parts, in the order in which they were told."""

    sections: list[Section] = field(default_factory=list)

    @contextmanager
    def section(self, name: str, kind: Kind) -> Iterator[None]:
        """Everything that is written inside the block is one part. The caller sees every row."""
        before = marks()
        yield
        self.sections.append(Section(name, kind, before, marks()))


def copied_models() -> list[type[models.Model]]:
    """The models whose rows are part of the example and may be multiplied."""
    return [model for model in amends_models() if model not in NEVER_COPIED]


def marks() -> Marks:
    """The highest key of every table, also of rows that row policies hide: it is read from the sequences."""
    found = _last_values([model._meta.db_table for model in copied_models()])
    for model in copied_models():
        key = model._meta.pk
        if isinstance(key, models.OneToOneField):  # it has the key of the row it belongs to
            found[model._meta.db_table] = found[key.target_field.model._meta.db_table]
    return found


def _last_values(tables: list[str]) -> Marks:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.name, coalesce(pg_sequence_last_value(pg_get_serial_sequence(t.name, a.attname)::regclass), 0)
               FROM unnest(%s::text[]) AS t (name)
               JOIN pg_index i ON i.indrelid = t.name::regclass AND i.indisprimary
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]""",
            [tables],
        )
        return dict(cursor.fetchall())
