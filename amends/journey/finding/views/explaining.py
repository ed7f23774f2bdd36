"""What is to be said of a file before it is read: its columns, its words, and which rows are looked for."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.finding import actions
from amends.journey.finding.forms.criteria import CriteriaForm, criteria_initial
from amends.journey.finding.forms.explaining import ColumnsForm, WordsForm
from amends.journey.finding.models import Extract
from amends.journey.finding.queries.words import strange_words
from amends.journey.finding.views.caseloads import looks_for_cases, open_extract


def _ask(
    request: StaffRequest, extract: Extract, form: forms.Form, act: Callable[[], object], **said: str
) -> HttpResponseBase:
    back = reverse("finding:caseload", args=[extract.pk])
    if submit(form, act):
        return redirect(back)
    context = {"form": form, "back_url": back, "button": "Save", **said}
    return render(request, "pages/form.html", context)


@looks_for_cases
def columns(request: StaffRequest, key: int) -> HttpResponseBase:
    """What each column holds."""
    extract = open_extract(request, key)
    form = ColumnsForm(request.POST or None, extract=extract)
    return _ask(
        request,
        extract,
        form,
        lambda: actions.set_columns(by=request.user, extract=extract, columns=form.columns),
        title="What does each column hold?",
        lead="Take only what is needed. We remember this for the next file of this agency.",
    )


@looks_for_cases
def words(request: StaffRequest, key: int) -> HttpResponseBase:
    """What the agency's own words mean."""
    extract = open_extract(request, key)
    try:
        strange = strange_words(extract)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("finding:caseload", key)
    if not strange:
        messages.info(request, "Every word is understood.")
        return redirect("finding:caseload", key)
    form = WordsForm(request.POST or None, strange=strange)
    return _ask(
        request,
        extract,
        form,
        lambda: actions.set_words(by=request.user, extract=extract, words=form.words),
        title="What do their words mean?",
        lead="We remember this for the next file of this agency.",
    )


@looks_for_cases
def criteria(request: StaffRequest, key: int) -> HttpResponseBase:
    """Which rows are looked for at all."""
    extract = open_extract(request, key)
    form = CriteriaForm(request.POST or None, initial=criteria_initial(extract.criteria))
    return _ask(
        request,
        extract,
        form,
        lambda: actions.set_criteria(by=request.user, extract=extract, criteria=form.criteria),
        title="Which rows do you look for?",
        lead="Leave everything open to look at all of them.",
    )
