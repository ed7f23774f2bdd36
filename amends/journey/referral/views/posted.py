"""What every page with a form does: take what was sent, try it, and go back or show what stands against it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt


def posted(request: HttpRequest) -> QueryDict | None:
    """The answers, also when every box was left empty; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def page_of(number: str) -> str:
    """The page of one referral."""
    return reverse("referral:status", args=[number])


def finish(
    request: StaffRequest, form: forms.Form, number: str, act: Callable[[], object], *, done: str
) -> HttpResponse | None:
    """Do it and go back to the referral; None leaves the form with what stands against it."""
    if form.is_valid() and attempt(form, lambda: (act(), True)[1]):
        messages.success(request, done)
        return redirect("referral:status", number)
    return None


def plainly(request: StaffRequest, number: str, act: Callable[[], object], done: str) -> HttpResponse:
    """A button without a form: a refusal becomes a message."""
    try:
        act()
        messages.success(request, done)
    except (Refused, ValidationError) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        messages.error(request, words)
    return redirect("referral:status", number)
