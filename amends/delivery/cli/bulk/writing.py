"""The expressions that turn a column of a row put aside into the column of its copy.

`k` is the number of the copy, `b` that of the team, `d` how far back the copy lies in time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import connection, models

from amends.delivery.cli.bulk.references import By
from amends.delivery.cli.bulk.staging import Signature, column_of
from amends.delivery.cli.example.sections import Book, Kind, copied_models

# Keys that are kept without a foreign key: by the name of the column.
SOFT = {
    "case_id": "case_case",
    "file_id": "case_casefile",
    "user_id": "access_user",
    "service_id": "access_service",
}
# Lists of keys: column of a table -> the table the keys are of.
LISTS = {
    ("agreement_wish", "about"): "agreement_point",
    ("contact_contact", "present"): "case_participant",
    ("eligibility_secondassessment", "relied_on"): "eligibility_enquiry",
    ("message_envelope", "printed"): "message_message",
}
# A large example has more meetings than its few rooms could hold: what a copy had booked is free again.
FREE = {("meeting_booking", "freed"): "true"}
CRIMES_APART = 2000  # beyond what one telling of the example uses, written-down referrals included
LOCAL = "'Europe/London'"
# Each number and each word of a text stands in an array; these say what becomes of them in a copy.
NUMBERS_USED = {"key": 1, "number": 1, "pool": 2, "phone": 1, "crime": 1, "house": 1, "postcode": 1, "nth": 0}


@dataclass(frozen=True)
class Writer:
    """Builds the SELECT list for one table."""

    book: Book
    stride: int
    numbers_apart: int

    def columns(self, model: type[models.Model], signature: Signature) -> list[tuple[str, str]]:
        """Column and expression, for every column of the table but those that PostgreSQL works out itself."""
        texts = dict(signature)
        found = []
        for each in (field for field in model._meta.concrete_fields if not field.generated):
            column = connection.ops.quote_name(column_of(each))
            if column_of(each) in texts:
                expression = " || ".join(self._text(column_of(each), texts[column_of(each)]))
                if isinstance(each, models.JSONField):
                    expression = f"({expression})::jsonb"
            else:
                expression = self._plain(model, each, column)
            found.append((column, expression))
        return found

    def _plain(self, model: type[models.Model], each: "models.Field[object, object]", column: str) -> str:
        table = model._meta.db_table
        if target := _target(model, each):
            return self._moved(column, target)
        if (table, column_of(each)) in FREE:
            return FREE[table, column_of(each)]
        if earlier := _day_of(each, column):
            return earlier
        if isinstance(each, models.UUIDField):
            return f"md5({column}::text || ':' || k)::uuid"
        if (table, column_of(each)) in LISTS:
            moved = self._moved("x", LISTS[table, column_of(each)])
            return f"ARRAY(SELECT {moved} FROM unnest({column}) AS x)"
        return column

    def _moved(self, column: str, table: str) -> str:
        """The key of the copy of a row; rows that are there once keep theirs."""
        cases = f"k * {self.stride}"
        found = []
        for kind, first, last in _spans(self.book, table):
            by = {Kind.SERVICE: "0", Kind.PEOPLE: f"b * {self.stride}"}.get(kind, cases)
            found.append((first, last, by))
        if {by for _, _, by in found} <= {"0"}:
            return column
        if len({by for _, _, by in found}) == 1:
            return f"{column} + {found[0][2]}"
        branches = " ".join(f"WHEN {column} <= {last} THEN {column} + {by}" for _, last, by in found)
        return f"CASE {branches} ELSE {column} + {cases} END"

    def _text(self, column: str, shape: tuple[tuple[str, ...] | None, ...]) -> Iterator[str]:
        at = 1
        for place, part in enumerate(shape, start=1):
            word = f'"{column}__words"[{place}]'
            if part is None:
                yield word
                continue
            how, by = part
            numbers = [f'"{column}__numbers"[{at + i}]' for i in range(NUMBERS_USED[how])]
            at += NUMBERS_USED[how]
            yield self._varied(how, "b" if by == By.TEAM else "k", word, numbers)

    def _varied(self, how: str, n: str, word: str, numbers: list[str]) -> str:
        first = numbers[0] if numbers else ""
        ways: dict[str, Callable[[], str]] = {
            "key": lambda: f"({first} + {n} * {self.stride})::text",
            "number": lambda: (
                f"to_char(({word}::timestamptz AT TIME ZONE {LOCAL}) - d * interval '1 day', 'YY') || '-' || "
                f"to_char({first} + k * {self.numbers_apart}, 'FM9999990000')"
            ),
            "pool": lambda: f"(string_to_array({word}, '|'))[1 + {n} / {first} % {numbers[1]}]",
            "phone": lambda: (
                f"to_char(({first} + k * 7) % 1000, 'FM000') || CASE WHEN k < 140 THEN '' ELSE ' x' || k END"
            ),
            "crime": lambda: f"({first} + k * {CRIMES_APART})::text",
            "house": lambda: f"({first} + k)::text",
            "postcode": lambda: (
                f"(({first} + k) % 10)::text || chr((65 + k % 26)::int) || chr((65 + k / 26 % 26)::int)"
            ),
            "nth": lambda: f"'.' || {n}",
        }
        return ways[how]()


def _day_of(each: "models.Field[object, object]", column: str) -> str:
    """A day or time as many days before as the copy lies back; "" for a column that is none."""
    if isinstance(each, DateTimeRangeField):
        return f"tstzrange({_earlier(f'lower({column})')}, {_earlier(f'upper({column})')})"
    if isinstance(each, models.DateTimeField):
        return _earlier(column)
    return f"{column} - d" if isinstance(each, models.DateField) else ""


def _earlier(moment: str) -> str:
    """The same time of day, as many days before as the copy lies back."""
    return f"(({moment} AT TIME ZONE {LOCAL}) - d * interval '1 day') AT TIME ZONE {LOCAL}"


def _target(model: type[models.Model], each: "models.Field[object, object]") -> str | None:
    """The table whose keys this column holds."""
    if isinstance(each, models.ForeignKey):
        target: str = each.target_field.model._meta.db_table
        return target
    if each.primary_key:
        return model._meta.db_table
    if isinstance(each, models.BigIntegerField):
        return SOFT.get(column_of(each))
    return None


def _spans(book: Book, table: str) -> list[tuple[Kind, int, int]]:
    """The keys of a table by what they are copied with, neighbouring parts of one kind together."""
    found: list[tuple[Kind, int, int]] = []
    for section in book.sections:
        if table not in section.first:
            return []
        first, last = section.rows(table)
        kind = section.kind if section.kind in {Kind.SERVICE, Kind.PEOPLE} else Kind.LIVE
        if first == last:
            continue
        if found and found[-1][0] is kind:
            found[-1] = (kind, found[-1][1], last)
        else:
            found.append((kind, first, last))
    return found


def lists_of_keys() -> list[tuple[str, str]]:
    """Columns that are lists of whole numbers as large as keys, so surely of keys: each must stand in `LISTS`."""
    return [
        (model._meta.db_table, column_of(each))
        for model in copied_models()
        for each in model._meta.concrete_fields
        if isinstance(each, ArrayField) and isinstance(each.base_field, models.IntegerField)
        if not isinstance(each.base_field, models.PositiveSmallIntegerField)
    ]
