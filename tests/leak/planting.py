"""Markers in every text of a case: each says whose it is and, by its number, in which column it stands.

The models are walked, so that a new table or field is planted by itself. QH belongs to the person harmed, QR to the
person responsible, QS is what both sides may know, QF what the referrer wrote.
"""

from __future__ import annotations  # a field of Django has no type parameters when the program runs

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from amends.foundation.case.models import Case
from amends.foundation.record.privacy import personal_fields

# The dot stands in no password hash and no locked text, so that chance never makes a marker.
MARKER = re.compile(r"(?<![0-9A-Za-z])(Q[HRSF])\.([0-9]{3,4})(?![0-9])")
KINDS = {"harmed": "QH", "responsible": "QR"}
# The trail and the history hold codes and copies; numbers and keys are no words of anybody.
UNTOUCHED = {"record_auditevent", "record_historyrow", "case_case", "case_casefile", "case_filegrant"}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("amends.")]


@dataclass
class Planted:
    """What was planted where, and into which tables."""

    places: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)

    def next(self, kind: str, place: str) -> str:
        """A new marker for one column of one row."""
        marker = f"{kind}.{len(self.places) + 100}"
        self.places[marker] = place
        return marker


def texts(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns with words about somebody: those said to be personal, and every long text whatever is said of it."""
    personal = personal_fields(model)
    fields = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
    return [f for f in fields if not f.choices and (f.name in personal or isinstance(f, models.TextField))]


def of_one_side(model: type[models.Model]) -> bool:
    """Whether rows belong to one side's file."""
    return "file_id" in {f.column for f in model._meta.concrete_fields}


def plant(case: Case) -> Planted:
    """Mark every row of the case, making one where a table of one side has none yet. The case must be in sight."""
    planted = Planted()
    for _ in range(ROUNDS):
        _plant_once(planted, case)
    return planted


def _plant_once(planted: Planted, case: Case) -> None:
    files = {file.pk: KINDS[file.side] for file in case.files.all()}
    for model in MODELS:
        table, columns = model._meta.db_table, {f.column for f in model._meta.concrete_fields}
        if table in UNTOUCHED | planted.tables or not model._meta.managed or not texts(model):
            continue
        if "file_id" in columns:
            for file_id, kind in files.items():
                _mark(planted, model, {"file_id": file_id}, kind)
                if not model._base_manager.filter(file_id=file_id).exists():
                    for way in WAYS:
                        if _make(planted, model, _plainest(model, case, file_id, way), kind):
                            break
        if "case_id" in columns:
            besides = {"file_id": None} if "file_id" in columns else {}
            kind = "QF" if table == "referral_referral" else "QS"
            _mark(planted, model, {"case_id": case.pk, **besides}, kind)
        elif "referral_id" in columns:
            _mark(planted, model, {"referral__case_id": case.pk}, "QF")


def _mark(planted: Planted, model: type[models.Model], where: dict[str, Any], kind: str) -> None:
    """In the rows that are there; where they may not be changed, in another one beside the first."""
    rows = list(model._base_manager.filter(**where).order_by("pk"))
    for row in rows:
        new = {
            f.name: _behind(
                f, str(getattr(row, f.name) or ""), planted.next(kind, f"{model._meta.db_table}.{f.name}")
            )
            for f in texts(model)
        }
        if _tried(lambda new=new, row=row: model._base_manager.filter(pk=row.pk).update(**new)):
            planted.tables.add(model._meta.db_table)
        else:
            values = {
                f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key
            }
            _make(planted, model, values, kind)


def _behind(column: models.Field[Any, Any], old: str, marker: str) -> str:
    room = (column.max_length or 1000) - len(marker) - 1
    return f"{old[: max(room, 0)]} {marker}".strip()


def _make(planted: Planted, model: type[models.Model], values: dict[str, Any], kind: str) -> bool:
    marked = {f.attname: planted.next(kind, f"{model._meta.db_table}.{f.name}") for f in texts(model)}

    def add() -> bool:
        model._base_manager.create(**{**values, **marked})
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return True

    if made := _tried(add):
        planted.tables.add(model._meta.db_table)
    return made


def _tried(what: Any) -> bool:
    try:
        with transaction.atomic():
            return bool(what())
    except (DatabaseError, ValueError, TypeError):
        return False


@dataclass(frozen=True)
class Way:
    """How a row is filled in that has to satisfy constraints nobody has told us of."""

    leave_out: bool
    choice: int
    yes: bool


# What a row may leave out is left out, or not; of choices the first is taken, or the last; questions have one answer.
WAYS = [Way(leave, choice, yes) for leave in (True, False) for choice in (0, -1) for yes in (False, True)]
ROUNDS = 2  # what hangs on a row of a table that is planted later finds it in the second


def _plainest(model: type[models.Model], case: Case, file_id: int, way: Way) -> dict[str, Any]:
    """The plainest row the columns allow, for tables that the example case does not reach."""
    known = {"file_id": file_id, "service_id": case.service_id, "case_id": case.pk}
    row = {f.attname: _value(f, known, way) for f in model._meta.concrete_fields if not f.primary_key}
    return {name: value for name, value in row.items() if value is not _NONE}


_NONE = object()
_PLAIN: dict[type, Any] = {
    models.DateTimeField: lambda: timezone.now() + timedelta(hours=1),
    models.DateField: timezone.localdate,
    models.TimeField: lambda: timezone.localtime().time(),
    models.IntegerField: 1,
    models.JSONField: list,
    models.CharField: "x",
    models.TextField: "x",
}


def _value(column: models.Field[Any, Any], known: dict[str, Any], way: Way) -> Any:
    if column.attname in known:
        return known[column.attname]
    if way.leave_out and (column.has_default() or column.db_default is not models.NOT_PROVIDED):
        return _NONE
    if isinstance(column, models.ForeignKey):
        return _key(column, known)
    if column.null and way.leave_out:
        return None
    return _plain(column, way)


def _plain(column: models.Field[Any, Any], way: Way) -> Any:
    if column.choices:
        return list(dict(column.flatchoices))[way.choice]
    if isinstance(column, models.BooleanField):
        return way.yes
    plain = next((value for kind, value in _PLAIN.items() if isinstance(column, kind)), _NONE)
    return plain() if callable(plain) else plain


def _key(column: models.ForeignKey[Any, Any], known: dict[str, Any]) -> Any:
    target = column.related_model
    names = {f.attname for f in target._meta.concrete_fields}
    rows = target._base_manager.all()
    for name in ("file_id", "case_id"):
        if name in names:
            rows = rows.filter(**{name: known[name]})
            break
    return rows.order_by("pk").values_list("pk", flat=True).first()
