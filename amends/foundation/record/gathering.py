"""Everything that is kept about one participant, read from the models themselves, so that no room is forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

# How rows hang together, and what the service notes about its own work on them; nothing about the person.
NOT_ABOUT_THEM = {"id", "service", "file", "participant", "case", "version", "match_key", "sha256"}
NEVER_SHOWN = (models.BinaryField,)


@dataclass(frozen=True)
class Entry:
    """One row of the record: its fields in words."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chapter:
    """All rows of one kind, such as contacts or consents."""

    title: str
    entries: tuple[Entry, ...]


def about(participant_id: int, file_id: int | None = None) -> Iterator[Chapter]:
    """Chapter by chapter, what is kept about this participant; empty fields and empty chapters are left out.

    That is every row that belongs to them, straight or through another one; with `file_id` also what stands in that file
    as a whole, such as notes. Row policies hold: whoever gathers finds only what they may see.
    """
    for model in apps.get_models():
        way = _way(model)
        asked = {f"{way}_id": participant_id} if way else {"file_id": file_id} if _of_a_file(model) else {}
        if None in asked.values() or not asked:
            continue
        found = model.objects.filter(**asked)  # type: ignore[attr-defined]  # all have the usual manager
        entries = tuple(entry for row in found.order_by("pk") if (entry := _entry(row)).rows)
        if entries:
            yield Chapter(str(model._meta.verbose_name_plural).capitalize(), entries)


def _way(model: type[models.Model], seen: tuple[type, ...] = ()) -> str:
    """The field with which a model's rows belong to a participant, or the way there through rows they hang on."""
    links = _links(model)
    if "participant" in links:
        return "participant"
    for name, field in links.items():
        target = field.related_model
        if field.null or not isinstance(target, type) or target in (*seen, model):
            continue
        if further := _way(target, (*seen, model)):
            return f"{name}__{further}"
    return ""


def _links(model: type[models.Model]) -> dict[str, Any]:
    if getattr(getattr(model, "Privacy", None), "retention", "") not in {"case", "referral"}:
        return {}
    return {f.name: f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}


def _of_a_file(model: type[models.Model]) -> bool:
    """Rows of one side that hang on nobody in particular; documents and files handed in have pages of their own."""
    link = _links(model).get("file")
    return link is not None and not link.null


def _entry(row: models.Model) -> Entry:
    fields = [f for f in row._meta.concrete_fields if f.name not in NOT_ABOUT_THEM]
    shown = (
        (str(f.verbose_name).capitalize(), in_words(row, f)) for f in fields if not isinstance(f, NEVER_SHOWN)
    )
    return Entry(tuple((label, words) for label, words in shown if words))


def in_words(row: models.Model, field: models.Field) -> str:  # type: ignore[type-arg]  # generic only in stubs
    """One value as a person reads it; nothing for what is empty or only a key of another row."""
    if isinstance(field, models.ForeignKey):
        return ""
    value = getattr(row, field.attname)
    if field.choices and not isinstance(value, list):
        return str(getattr(row, f"get_{field.name}_display")())
    return next((words(value) for kind, words in _WORDS.items() if isinstance(value, kind)), str(value or ""))


# The first kind that fits: a time is a day as well.
_WORDS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "Yes" if value else "No",
    datetime: lambda value: timezone.localtime(value).strftime("%-d %B %Y, %H:%M"),
    date: lambda value: value.strftime("%-d %B %Y"),
    dict: lambda value: "; ".join(f"{key}: {found}" for key, found in value.items() if found),
    list: lambda value: "; ".join(map(str, value)),
}
