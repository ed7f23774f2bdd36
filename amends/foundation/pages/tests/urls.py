"""Addresses for tests of this room alone, with every page that says something went wrong."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from amends.foundation.pages import views
from amends.foundation.pages.context import Page
from amends.foundation.pages.fields import DateField3, SafeTextField


class OneQuestion(forms.Form):
    question_as_heading = "held_on"
    held_on = DateField3(label="When did you meet?", help_text="For example, 27 3 2026", past_only=True)


def question(request: HttpRequest) -> HttpResponse:
    form = OneQuestion(request.POST or None)
    if form.is_valid():
        messages.success(request, "Your answer was saved.")
    context = {"title": "When", "form": form, "back_url": "/", "later_button": "Save and come back later"}
    return render(request, "pages/form.html", context)


class Note(forms.Form):
    by = forms.ChoiceField(
        label="How", choices=[("phone", "Phone"), ("visit", "Visit")], widget=forms.RadioSelect
    )
    note = SafeTextField(label="Note", lines=5)


def note(request: HttpRequest) -> HttpResponse:
    """A page for the doorstep. `?as=` says who is signed in; there is no need for an account here."""
    form = Note(request.POST or None)
    if form.is_valid():
        return redirect("/done?as=Alex")
    shown = Page(
        "Amends", "Casework", "en", example=False, user_name=request.GET.get("as", ""), quick_exit="/"
    )
    return render(request, "pages/form.html", {"title": "Note", "form": form, "keep": True, "page": shown})


def public(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/public_base.html", {"title": "Ask for restorative justice"})


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404("The secret case ESX-26-0001")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the manager of the service may do this.")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("ESX-26-0001")


urlpatterns = [
    path("", include("amends.foundation.pages.urls")),
    path("question", question),
    path("note", note),
    path("done", note),
    path("public", public),
    path("missing", missing),
    path("refused", refused),
    path("broken", broken),
    path("unavailable", views.unavailable),
]
handler400 = "amends.foundation.pages.views.bad_request"
handler403 = "amends.foundation.pages.views.forbidden"
handler404 = "amends.foundation.pages.views.not_found"
handler500 = "amends.foundation.pages.views.server_error"
