"""The usual way from a form to an action and back, for views that only need to know whether it was done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from amends.foundation.pages.attempt import attempt


def submit(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Runs the action when the form is valid. False leaves the form with everything that stands against it."""

    def done() -> bool:
        act()
        return True

    return form.is_valid() and attempt(form, done) is True


def form_page(request: HttpRequest, form: object, title: str, back: str, **more: Any) -> HttpResponse:
    """A page with one form and the way back; without a form, it only asks whether to go on."""
    context: dict[str, Any] = {"title": title, "button": "Save", "cancel_url": back, "back_url": back}
    if form is not None:
        context["form"] = form
    return render(request, "pages/form.html", context | more)


def saved(request: HttpRequest, words: str, back: str) -> HttpResponse:
    """Done: say so, and go back."""
    messages.success(request, words)
    return redirect(back)
