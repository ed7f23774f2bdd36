"""Keeping a page that is half filled in: the answers to its questions, and what it asks beside them."""

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from amends.foundation.pages.steps import plain

F = TypeVar("F", bound=forms.Form)


def with_gaps(form: F) -> F:
    """The same form with nothing required: what is only kept for later may leave everything open, not be nonsense."""
    for field in form.fields.values():
        field.needed = getattr(field, "needed", field.required)  # type: ignore[attr-defined]  # it still looks the same
        field.required = False
    return form


def so_far(form: forms.Form) -> dict[str, Any]:
    """What can be kept of a form that was looked at with `is_valid`, plain enough to be stored."""
    return {name: plain(value) for name, value in form.cleaned_data.items()}


def say_kept(request: HttpRequest, *, whole: bool, told: bool = False) -> None:
    """Say what was kept; and, where it could not wait, who has heard of it."""
    if whole:
        messages.success(request, "Saved. You can go on with it later.")
    else:
        messages.warning(request, "Saved, except for what is wrong here. Put it right and save again.")
    if told:
        messages.warning(
            request,
            "From what you wrote, somebody is afraid or could come to harm. The coordinator and the manager have been "
            "told now; the rest waits until you record it.",
        )
