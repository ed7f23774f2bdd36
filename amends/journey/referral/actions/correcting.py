"""Finding the row that a place such as people.1.contacts.2.value names, and changing one value of it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from amends.foundation.lib.refusal import Refused
from amends.journey.referral.content import (
    ACTION_FIELDS,
    CONTACT_FIELDS,
    PERSON_FIELDS,
    REFERRAL_FIELDS,
    RESOLUTION_FIELDS,
)
from amends.journey.referral.matching import contact_key, reference_key
from amends.journey.referral.models import ExternalReference, Referral, ReferralContact

Found = tuple[models.Model, str]


def find_row(referral: Referral, where: str) -> Found:
    """The row and the field a place names. Refused when there is none, or when it is not for a referrer to say."""
    match where.split("."):
        case ["referral", name] if name in REFERRAL_FIELDS:
            return referral, name
        case ["people", position, name] if name in PERSON_FIELDS and position.isdecimal():
            found: models.Model | None = referral.people.filter(position=int(position)).first()
        case ["people", position, "contacts", index, name] if name in CONTACT_FIELDS:
            found = _nth(
                referral.contacts.filter(person__position=int(position)).order_by("rank", "pk"), index
            )
        case ["references", index, ("kind" | "value" | "note") as name]:
            found = _nth(referral.references.order_by("pk"), index)
        case ["resolution", "actions", number, name] if name in ACTION_FIELDS and number.isdecimal():
            found = referral.actions.filter(number=int(number)).first()
        case ["resolution", name] if name in RESOLUTION_FIELDS:
            found = getattr(referral, "resolution", None)
        case _:
            raise Refused(f"“{where}” cannot be changed here.")
    if found is None:
        raise Refused(f"There is no “{where}” in this referral.")
    return found, name


def _nth(rows: "models.QuerySet[Any]", index: str) -> models.Model | None:
    place = int(index) - 1 if index.isdecimal() else -1
    return rows[place] if 0 <= place < rows.count() else None


def set_value(
    row: models.Model, name: str, value: Any, extra: Mapping[str, Any] | None = None
) -> tuple[str, str]:
    """Change one value and save, checked by the model; gives back how it was and how it is, as text."""
    before = shown(row, name)
    field: models.Field[Any, Any] = row._meta.get_field(name)  # type: ignore[assignment]  # by the lists above
    empty = None if field.null else field.get_default()
    if value in {None, ""} and not (field.null or field.blank):
        raise ValidationError({"value": "Say what it should be: this cannot be left out."})
    setattr(row, name, empty if value in {None, ""} else _read(field, value))
    for key, more in (extra or {}).items():
        setattr(row, key, more)
    if isinstance(row, ReferralContact):
        row.match_key = contact_key(row.kind, row.value)
    if isinstance(row, ExternalReference):
        row.match_key = reference_key(row.value)
    row.full_clean(validate_unique=not isinstance(row, Referral))
    row.save()
    return before, shown(row, name)


def _read(field: "models.Field[Any, Any]", value: Any) -> Any:
    """What a person typed, as the field keeps it: an answer by its words, a day as 3 November 2025 or 3/11/2025."""
    if not isinstance(value, str):
        return value
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        day = _day(value.strip())
        if day is None:
            raise ValidationError({"value": "Write the day as 3 November 2025."})
        return day
    choices = [] if isinstance(field, ArrayField) else [(str(k), str(w)) for k, w in field.flatchoices]
    if not choices or value in dict(choices):
        return value
    for key, words in choices:
        if words.casefold() == value.strip().casefold():
            return key
    said = ", ".join(words for _, words in choices)
    raise ValidationError({"value": f"Say one of these: {said}."})


def _day(text: str) -> date | None:
    for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day has no zone)
    return None


def shown(row: models.Model, name: str) -> str:
    """A value as an amendment keeps it."""
    value = getattr(row, name)
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
