"""From a form to an action and back: what the action refuses is shown at the field, and nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.pages.seen import has_now_seen

T = TypeVar("T")


def attempt(form: forms.BaseForm, action: Callable[[], T]) -> T | None:
    """Do it, or put the reason on the form and give None. The action returns something that is not None.

    A refusal goes to the field it names, or to the top of the form; where it is written stands in the summary. What
    somebody else changed meanwhile is kept on `form.changes` as (what, yours, theirs), for the page to show beside what
    was typed.
    """
    try:
        with transaction.atomic():
            return action()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        form.rule = refusal.source  # type: ignore[attr-defined]  # read by the error summary
        if isinstance(refusal, ChangedMeanwhile):
            form.changes = refusal.changes  # type: ignore[attr-defined]  # read by pages/changed.html
            has_now_seen(form, refusal.seen)
    except ValidationError as error:
        for field, messages in _by_field(error).items():
            form.add_error(field if field in form.fields else None, ValidationError(messages))
    return None


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def carried_out(form: forms.BaseForm, action: Callable[[], object]) -> bool:
    """Whether the form is valid and what it asks for has been done; the action reads `form.cleaned_data` only then."""
    return form.is_valid() and attempt(form, action) is not None
