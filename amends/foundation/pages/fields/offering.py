"""What a question offers is often known only when its form is made: the courts of a service, the people of a case."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import Case, QuerySet, When

from amends.foundation.pages.widgets import SelectWithClosed


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


def offer_with_closed(
    form: forms.BaseForm, field: str, rows: QuerySet[Any], closed: Mapping[int, str]
) -> None:
    """The same where some rows may not be chosen now: they stand last and greyed out, with the reason in a few words.

    For the browser only: what is closed has to be refused by a rule as well.
    """
    if closed:  # a database cannot put in order by nothing
        rows = rows.order_by(Case(When(pk__in=list(closed), then=1), default=0), *rows.query.order_by)
    offer_rows(form, field, rows, words=lambda row: ": ".join(filter(None, (str(row), closed.get(row.pk)))))
    question: Any = form.fields[field]
    question.widget = SelectWithClosed(closed=closed, choices=question.widget.choices)
