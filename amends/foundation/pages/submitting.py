"""The usual way from a form to an action, for views that only need to know whether it was done."""

from collections.abc import Callable

from django import forms

from amends.foundation.pages.attempt import attempt


def submit(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Runs the action when the form is valid. False leaves the form with everything that stands against it."""

    def done() -> bool:
        act()
        return True

    return form.is_valid() and attempt(form, done) is True
