"""The risk forms of a case with their procedures and filled copies, and putting a copy from elsewhere on file."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.delivery.casefile.forms import CopyForm
from amends.delivery.casefile.risk_papers import lines_of
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import files_of, open_case
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.risk.actions.papers import keep_copy
from amends.journey.risk.rules.papers import risk_forms

SEEN = "risk.papers_looked_at"


@staff_view(Permission.RISK_RECORD)
def papers(request: StaffRequest, number: str) -> HttpResponseBase:
    """Every risk form: approved or missing, filled in by which procedure, and its copies on this case."""
    case = open_case(request.user, number, why=SEEN)
    context = {
        "title": "Risk forms of this case",
        "case": case,
        "lines": lines_of(case),
        "may_add": case.is_open and may(request.user, Permission.RISK_RECORD, case.service_id),
        "back_url": reverse("risk:overview", args=[number]),
        "back_text": "Risk",
    }
    return render(request, "casefile/risk_papers.html", context)


@staff_view(Permission.RISK_RECORD)
def add_paper(request: StaffRequest, number: str, key: str) -> HttpResponseBase:
    """Put the filled copy of one form on a side's file."""
    case = open_case(request.user, number, why=SEEN)
    paper = next((each for each in risk_forms(case.service) if each.key == key), None)
    files = files_of(request.user, case)
    if paper is None or not case.is_open or not files:
        raise Http404
    form = CopyForm(request.POST or None, request.FILES or None, files_open=files)
    back = reverse("casefile:risk_papers", args=[number])

    def act() -> object:
        file = files[form.cleaned_data["side"]]
        return keep_copy(by=request.user, file=file, form=key, upload=form.cleaned_data["upload"])

    if submit(form, act):
        return saved(request, "The filled form is on file.", back)
    return form_page(request, form, paper.title, back, caption=number)
