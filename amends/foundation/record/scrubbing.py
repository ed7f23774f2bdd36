"""What has to be written over so that a copy of the database may be used for testing, worked out from `Privacy`.

Every personal field gets a plainly invented value, whatever period it is kept for. Numbers, and codes that figures need,
are dealt out anew among the rows, so that they stay true as a whole and of nobody. The history goes, and so does what is
only kept for a day.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from amends.foundation.record.erasing import empty_json
from amends.foundation.record.privacy import personal_fields

INVENTED = "Invented"
DIGEST = "encode(sha256('invented'::bytea), 'hex')"
# Plain by themselves, but made from what people wrote: whoever knows or guesses that could tell that it was so.
FINGERPRINTS = ("sha256",)
# Plain by themselves, but they may quote what is personal elsewhere.
QUOTING = {"message_notice": ("words",)}
WRITTEN_OVER = (
    models.CharField,
    models.TextField,
    models.JSONField,
    ArrayField,
    models.BinaryField,
    models.DateField,
)
KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission", "auth_group")


def scrubbing() -> Iterator[str]:
    """Statements for the owner of the tables, in one transaction. Triggers stand still, so that no history is written."""
    ours = list(_ours())
    tables = sorted(model._meta.db_table for model in ours)
    yield from (f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables)
    for model in ours:
        if model._meta.db_table == "record_historyrow" or _privacy(model, "retention") == "day":
            yield f'DELETE FROM "{model._meta.db_table}"'  # noqa: S608  (names of our own models)
        elif statement := _invent(model):
            yield statement
        if codes := _codes(model):
            yield _deal_anew(model, codes)
    yield _empty_what_is_not_ours(tables)
    yield "SET CONSTRAINTS ALL IMMEDIATE"
    yield from (f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables)
    yield "SELECT record_seal_anew()"


def invented_columns() -> Iterator[tuple[str, str]]:
    """Each table and column of text that must hold nothing but invented words afterwards."""
    for model in _ours():
        for field in _overwritten(model):
            if isinstance(field, models.CharField | models.TextField):
                yield model._meta.db_table, str(field.column)


def _ours() -> Iterator[type[models.Model]]:
    return (m for m in apps.get_models() if hasattr(m, "Privacy") and m._meta.managed and not m._meta.proxy)


def _privacy(model: type[models.Model], name: str) -> object:
    return getattr(model.Privacy, name, "")  # type: ignore[attr-defined]  # an inner class by convention


def _codes(model: type[models.Model]) -> list[str]:
    """Columns of codes, numbers and yes or no: those the figures need, and answers from a fixed list."""
    counted = set(getattr(model.Privacy, "counted", ()))  # type: ignore[attr-defined]  # an inner class by convention
    return [
        str(field.column)
        for field in _fields(model)
        if field.name in counted or field.choices or not isinstance(field, WRITTEN_OVER)
    ]


def _fields(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]  # generic only in stubs
    return [model._meta.get_field(name) for name in personal_fields(model)]  # type: ignore[misc]  # only columns


def _overwritten(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]  # generic only in stubs
    codes = set(_codes(model))
    fields: list[Any] = [*_fields(model), *map(model._meta.get_field, QUOTING.get(model._meta.db_table, ()))]
    return [field for field in fields if field.column not in codes]


def _invent(model: type[models.Model]) -> str:
    values = [f'"{field.column}" = {_value(model, field)}' for field in _overwritten(model)]
    values += [
        f'"{field.column}" = {DIGEST}' for field in model._meta.concrete_fields if field.name in FINGERPRINTS
    ]
    return f'UPDATE "{model._meta.db_table}" SET {", ".join(values)}' if values else ""  # noqa: S608  (our own names)


def _value(model: type[models.Model], field: models.Field) -> str:  # type: ignore[type-arg]  # generic only in stubs
    column = f'"{field.column}"'
    if isinstance(field, models.JSONField):
        return empty_json(field)
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.BinaryField):
        return "'Invented file.'::bytea"
    if isinstance(field, models.DateField):  # a moment is one too
        return f"date_trunc('year', {column})"
    return f"CASE WHEN {column} IS NULL OR {column} = '' THEN {column} ELSE {_words(model, field)} END"


def _words(model: type[models.Model], field: models.Field) -> str:  # type: ignore[type-arg]  # generic only in stubs
    """Words with the key of the row in them, so that two rows never have the same."""
    key = f'"{model._meta.pk.column}"::text'
    if isinstance(field, models.EmailField):
        return f"'invented' || {key} || '@example.invalid'"
    if field.name == "password":
        return "'!'"
    names = {other.name for other in model._meta.concrete_fields}
    if field.name == "value" and "kind" in names:
        return (
            f"CASE \"kind\" WHEN 'email' THEN 'invented' || {key} || '@example.invalid' "
            f"WHEN 'address' THEN '{INVENTED} Road ' || {key} ELSE '07700 900 ' || {key} || ' invented' END"
        )
    if field.name == "postcode":
        return "'ZZ1 1AA'"
    longest = getattr(field, "max_length", None)
    if longest and longest < len(INVENTED) + 12:
        return f"left('X' || {key}, {longest})"
    return f"'{INVENTED} ' || {key}"


def _deal_anew(model: type[models.Model], columns: list[str]) -> str:
    """Each row gets the codes of another row, all of them together, so that what must fit together still does."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    listed = ", ".join(f'"{column}"' for column in columns)
    taken = ", ".join(f'"{column}" = dealt."{column}"' for column in columns)
    return (
        f'WITH places AS (SELECT "{key}" AS place, row_number() OVER (ORDER BY "{key}") AS n FROM "{table}"), '  # noqa: S608  (our own names)
        f'dealt AS (SELECT {listed}, row_number() OVER (ORDER BY random()) AS n FROM "{table}") '
        f'UPDATE "{table}" SET {taken} FROM places JOIN dealt USING (n) WHERE "{table}"."{key}" = places.place'
    )


def _empty_what_is_not_ours(tables: list[str]) -> str:
    """Sessions, second factors, jobs in the queue, caches: nothing of other libraries is needed in a copy."""
    ours = ", ".join(f"'{table}'" for table in [*tables, *KEPT_TABLES])
    return f"""
        DO $$ DECLARE each record; BEGIN
            FOR each IN SELECT format('%I', relname) AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ({ours})
                AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = pg_class.oid)
            LOOP
                EXECUTE 'ALTER TABLE ' || each.name || ' DISABLE TRIGGER USER';
            END LOOP;
            FOR each IN SELECT string_agg(format('%I', relname), ', ') AS names FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ({ours})
            LOOP
                IF each.names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || each.names; END IF;
            END LOOP;
            FOR each IN SELECT format('%I', relname) AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ({ours})
                AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = pg_class.oid)
            LOOP
                EXECUTE 'ALTER TABLE ' || each.name || ' ENABLE TRIGGER USER';
            END LOOP;
        END $$"""  # noqa: S608  (names of our own models)
