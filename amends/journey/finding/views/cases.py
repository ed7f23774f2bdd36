"""Possible cases: the lists behind the numbers, one case, and what somebody decides."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.pages.parts import Pages
from amends.foundation.pages.submitting import submit
from amends.journey.finding import actions
from amends.journey.finding.forms.cases import (
    AssessForm,
    FileForm,
)
from amends.journey.finding.models import Candidate
from amends.journey.finding.pages.cases import case_rows, case_table
from amends.journey.finding.queries.cases import LISTS, listed
from amends.journey.finding.rules.caseloads import may_find
from amends.journey.finding.rules.cases import OVER
from amends.journey.finding.sifting import lines_of
from amends.journey.finding.views.caseloads import looks_for_cases, open_extract

A_PAGE = 50


def open_candidate(request: StaffRequest, key: int) -> Candidate:
    """The possible case, for whoever sees the whole service; 404 for everybody else."""
    rows = Candidate.objects.filter(service=request.service, pk=key).select_related(
        "extract__agency", "service"
    )
    found = rows.first() if may_find(request.user, request.service) else None
    if found is None:
        raise Http404
    return found


def ask(
    request: StaffRequest, form: forms.Form, back: str, act: Callable[[], object], **said: str
) -> HttpResponseBase:
    if submit(form, act):
        messages.success(request, "Saved.")
        return redirect(back)
    context = {"form": form, "back_url": back, "button": "Save", **said}
    return render(request, "pages/form.html", context)


@looks_for_cases
def cases(request: StaffRequest, key: int, which: str) -> HttpResponseBase:
    """The list behind one number, the most pressing first."""
    extract = open_extract(request, key)
    if which not in LISTS:
        raise Http404
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1  # noqa: PLR2004  # no list is that long
    first = (max(page, 1) - 1) * A_PAGE
    rows = list(listed(extract, which)[first : first + A_PAGE + 1])
    context = {
        "title": LISTS[which],
        "extract": extract,
        "table": case_table(LISTS[which], rows[:A_PAGE], request.service),
        "pages": Pages(
            f"?page={page - 1}" if page > 1 else "", f"?page={page + 1}" if len(rows) > A_PAGE else ""
        ),
        "back_url": reverse("finding:caseload", args=[extract.pk]),
    }
    return render(request, "finding/cases.html", context)


@looks_for_cases
def case(request: StaffRequest, key: int) -> HttpResponseBase:
    """One possible case: what is known, what the rules say, why it stands where it stands, and what to do."""
    found = open_candidate(request, key)
    context = {
        "title": found.full_name or found.person_reference,
        "case": found,
        "rows": case_rows(found),
        "factors": [(line, line.factor.key in found.met) for line in lines_of(request.service)],
        "assessments": found.assessments.select_related("by").order_by("-pk"),
        "is_over": found.state in OVER,
        "back_url": reverse("finding:cases", args=[found.extract_id, "worklist"]),
    }
    return render(request, "finding/case.html", context)


@looks_for_cases
def assess(request: StaffRequest, key: int) -> HttpResponseBase:
    """The choice of a person."""
    found = open_candidate(request, key)
    form = AssessForm(request.POST or None)
    return ask(
        request,
        form,
        reverse("finding:case", args=[key]),
        lambda: actions.assess(by=request.user, candidate=found, **form.cleaned_data),
        title="What is to be done with it?",
    )


@looks_for_cases
def settle_file(request: StaffRequest, key: int) -> HttpResponseBase:
    """What the file says."""
    found = open_candidate(request, key)
    form = FileForm(request.POST or None)
    return ask(
        request,
        form,
        reverse("finding:case", args=[key]),
        lambda: actions.settle_file(by=request.user, candidate=found, **form.cleaned_data),
        title="What does the file say?",
        lead=found.why,
    )
