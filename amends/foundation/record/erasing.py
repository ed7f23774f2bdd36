"""What has to be written over when a case or a referral is erased, worked out from the models' own `Privacy` classes.

Names, words and details of people go; codes, days and counts stay, so that the figures of past years stay right. A
personal field that is only a code is named in `Privacy.counted` and stays too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

GONE = "–"
KEPT_WITH_CASEWORK = {"case", "referral"}
SUBJECT_COLUMNS = ("subject", "subject_key")


@dataclass(frozen=True)
class Step:
    """One statement of an erasure; `$1` in it is the key of the case or referral."""

    table: str
    statement: str


def roots() -> dict[str, type[models.Model]]:
    """The kinds of record a period is set for: models whose `Privacy` says with which column they are over."""
    found = [m for m in apps.get_models() if getattr(_privacy(m), "over", "")]
    return {m.Privacy.retention: m for m in found}  # type: ignore[attr-defined]  # an inner class by convention


def steps_for(root: type[models.Model]) -> list[Step]:
    """All statements that erase one row of this model with everything that belongs to it, history last."""
    erased = [(model, where) for model, where in _belonging(root) if _personal(model)]
    steps = [Step(model._meta.db_table, _blank(model, where)) for model, where in erased]
    for model, where in erased:
        if model._meta.pk.column == "id":
            steps.append(Step("record_historyrow", _forget_history(model, where)))
    return steps + _of_the_record(root)


def _belonging(root: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        if model is root:
            yield model, f'"{_key(root)}" = $1'
        elif getattr(_privacy(model), "retention", "") in KEPT_WITH_CASEWORK and (
            where := _where(model, root)
        ):
            yield model, where


def _where(model: type[models.Model], root: type[models.Model], seen: tuple[type, ...] = ()) -> str:
    """SQL for "belongs to the root": through a foreign key that is always there, else through any that may be."""
    sure: list[str] = []
    perhaps: list[str] = []
    for field in model._meta.concrete_fields:
        target = field.related_model
        if (
            not isinstance(field, models.ForeignKey)
            or not isinstance(target, type)
            or target in (*seen, model)
        ):
            continue
        inner = "$1" if target is root else _inner(target, root, (*seen, model))
        if inner:
            condition = f'"{field.column}" = $1' if target is root else f'"{field.column}" IN ({inner})'
            (perhaps if field.null else sure).append(condition)
    if sure:
        return min(sure, key=len)
    names = {field.column for field in model._meta.concrete_fields}
    columns = [column for column in SUBJECT_COLUMNS if column in names]
    perhaps += [f'"{column}" {subject}' for column in columns for subject in _subjects(root)]
    return " OR ".join(perhaps)


def _subjects(root: type[models.Model]) -> Iterator[str]:
    """Rows without a foreign key name what they are about: the root, or another record that is kept with it."""
    yield f"= '{root._meta.model_name}:' || $1"
    for other in roots().values():
        with_it = getattr(_privacy(other), "kept_with", "")
        field = other._meta.get_field(with_it) if with_it else None
        if isinstance(field, models.ForeignKey) and field.related_model is root:
            ids = f'SELECT "{_key(other)}" FROM {other._meta.db_table} WHERE "{field.column}" = $1'  # noqa: S608  (names from our own models)
            yield f"IN (SELECT '{other._meta.model_name}:' || k FROM ({ids}) AS kept (k))"  # noqa: S608  (names from our own models)


def _privacy(model: type[models.Model]) -> object:
    return getattr(model, "Privacy", None)


def _inner(target: type[models.Model], root: type[models.Model], seen: tuple[type, ...]) -> str:
    if getattr(_privacy(target), "retention", "") not in KEPT_WITH_CASEWORK:
        return ""
    where = _where(target, root, seen)
    return f'SELECT "{_key(target)}" FROM {target._meta.db_table} WHERE {where}' if where else ""  # noqa: S608  (names from our own models)


def _personal(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]  # generic only in stubs
    privacy = model.Privacy  # type: ignore[attr-defined]  # an inner class by convention
    counted = getattr(privacy, "counted", ())
    return [model._meta.get_field(n) for n in getattr(privacy, "personal", ()) if n not in counted]  # type: ignore[misc]  # the models name only columns


def _blank(model: type[models.Model], where: str) -> str:
    values = ", ".join(f'"{field.column}" = {_value(model, field)}' for field in _personal(model))
    return f"UPDATE {model._meta.db_table} SET {values} WHERE {where}"  # noqa: S608  (names of our own models)


def _value(model: type[models.Model], field: models.Field) -> str:  # type: ignore[type-arg]  # generic only in stubs
    column = f'"{field.column}"'
    if isinstance(field, models.JSONField):
        return empty_json(field)
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.BinaryField):
        return "''::bytea"
    if field.null or not isinstance(field, models.CharField | models.TextField):
        return "NULL"
    gone = (
        f"left('{GONE} ' || \"{_key(model)}\", {field.max_length})"
        if _is_unique(model, field)
        else f"'{GONE}'"
    )
    return f"CASE WHEN {column} = '' THEN '' ELSE {gone} END"


def empty_json(field: models.JSONField) -> str:
    """SQL for what is left of JSON: an empty list or mapping, as it was. Where it is locked, the field says which."""
    locked = "[]" if field.default is list else "{}"
    return (
        f"CASE jsonb_typeof(\"{field.column}\") WHEN 'array' THEN '[]'::jsonb WHEN 'string' THEN '{locked}'::jsonb "
        "ELSE '{}'::jsonb END"
    )


def _is_unique(model: type[models.Model], field: models.Field) -> bool:  # type: ignore[type-arg]  # generic only in stubs
    unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    return field.unique or any(field.name in constraint.fields for constraint in unique)


def _forget_history(model: type[models.Model], where: str) -> str:
    table = model._meta.db_table
    return (
        f"DELETE FROM record_historyrow WHERE table_name = '{table}' "  # noqa: S608  (names from our own models)
        f'AND row_id IN (SELECT "{_key(model)}" FROM {table} WHERE {where})'
    )


def _of_the_record(root: type[models.Model]) -> list[Step]:
    """What stands in the record itself: rows that were deleted earlier, and to whom something was given."""
    subject = f"'{root._meta.model_name}:' || $1"
    mine = "case_id = $1 OR file_id IN (SELECT id FROM case_casefile WHERE case_id = $1)"
    where = mine if root._meta.db_table == "case_case" else f"subject = {subject}"
    steps = [Step("record_auditevent", f"UPDATE record_auditevent SET recipient = '' WHERE {where}")]  # noqa: S608  (names from our own models)
    if root._meta.db_table == "case_case":
        steps.append(Step("record_historyrow", f"DELETE FROM record_historyrow WHERE {mine}"))  # noqa: S608  (names from our own models)
    return steps


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)
