"""One form on a page, with the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from amends.foundation.access.requests import StaffRequest


def form_page(request: StaffRequest, form: object, title: str, back: str, **more: Any) -> HttpResponse:
    """The page with the form."""
    context: dict[str, Any] = {"title": title, "button": "Save", "cancel_url": back, "back_url": back}
    if form is not None:  # without one, the page only asks whether to go on
        context["form"] = form
    return render(request, "pages/form.html", context | more)


def saved(request: StaffRequest, words: str, back: str) -> HttpResponse:
    """Done: say so, and go back."""
    messages.success(request, words)
    return redirect(back)
