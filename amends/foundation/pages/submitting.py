"""From a form to an action: a refusal or a broken constraint comes back to the field where it belongs."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from amends.foundation.lib.refusal import Refused


def submit(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Runs the action when the form is valid. False leaves the form with everything that stands against it."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except ValidationError as wrong:
        _put(form, wrong)
    else:
        return True
    return False


def _put(form: forms.BaseForm, wrong: ValidationError) -> None:
    messages = wrong.message_dict if hasattr(wrong, "error_dict") else {NON_FIELD_ERRORS: wrong.messages}
    for name, sentences in messages.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
