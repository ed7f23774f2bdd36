"""What a question offers is often known only when its form is made: the courts of a service, the people of a case."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, field: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a question of a form offer these choices, as (value, words)."""
    cast("forms.ChoiceField", form.fields[field]).choices = list(choices)


def offer_rows(
    form: forms.BaseForm, field: str, rows: QuerySet[Any], *, words: Callable[[Any], str] | None = None
) -> None:
    """Let a question of a form offer these rows of the database, each said in its own words or in these."""
    question: Any = form.fields[field]
    question.queryset = rows
    if words:
        question.label_from_instance = words
