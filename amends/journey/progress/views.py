"""The path of a case, the office's record of it, and the register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.downloading import download
from amends.foundation.pages.submitting import saved, submit
from amends.journey.progress import actions
from amends.journey.progress.forms import GoOnForm, MarkForm, PlanForm
from amends.journey.progress.lists import path_table, record_table, register_table
from amends.journey.progress.rules.path import path_of, still_shut
from amends.journey.progress.rules.record import record_of
from amends.journey.progress.rules.register import (
    FIELDS,
    agreed_fields,
    agreement_with_evaluator,
    entries,
    plan_of,
    size_of,
)

OFFICE = Permission.ENQUIRY_SEND
PAGE = 50


@staff_view(OFFICE)
def path(request: StaffRequest, number: str) -> HttpResponse:
    """Each step with whose it is and how it ended; going on past open steps asks for the reason."""
    case = open_case(request.user, number, why="path.looked_at")
    found = path_of(case)
    ahead = [line for line in found.lines if line.is_open and found.before(line.step.key)]
    form = GoOnForm(request.POST or None, open_lines=ahead)
    if submit(form, lambda: actions.go_on_to(by=request.user, case=case, **form.cleaned_data)):
        return saved(request, "Noted, with the reason.", reverse("progress:path", args=[number]))
    can_go_on = bool(ahead) and case.is_open and may(request.user, Permission.CASE_OPEN, case.service_id)
    context = {"title": "Status path", "case": case, "route": found.route, "table": path_table(found)}
    context["shut"] = still_shut(case, found)
    return render(request, "progress/path.html", {**context, "form": form if can_go_on else None})


@staff_view(OFFICE)
def record(request: StaffRequest, number: str) -> HttpResponse:
    """The twelve parts of the office's record, and which are empty."""
    case = open_case(request.user, number, why="progress.looked_at")
    parts = record_of(case)
    missing = [part for part in parts if part.is_missing]
    form = MarkForm(request.POST or None, missing=missing)
    if submit(form, lambda: actions.mark_not_applicable(by=request.user, case=case, **form.cleaned_data)):
        return saved(request, "Marked.", reverse("progress:record", args=[number]))
    context = {"title": "Progress record", "case": case, "table": record_table(parts), "missing": missing}
    return render(request, "progress/record.html", {**context, "form": form if missing else None})


@staff_view(OFFICE)
def register(request: StaffRequest) -> HttpResponse:
    """Every possible case, taken on or not."""
    start = int(request.GET.get("from", "0")) if request.GET.get("from", "0").isdecimal() else 0
    size = size_of(request.service, request.user)
    rows = list(entries(request.service, request.user, start, min(start + PAGE, size)))
    agreement = agreement_with_evaluator(request.service)
    context = {
        "title": "Register of possible cases",
        "table": register_table(rows),
        "size": size,
        "allocated": sum(row.allocated_on is not None for row in rows),
        "next": start + PAGE if start + PAGE < size else None,
        "agreement": agreement,
        "agreed": [FIELDS[key][0] for key in agreed_fields(agreement)] if agreement else [],
        "fields": [words for words, _ in FIELDS.values()],
        "plan": plan_of(request.service),
    }
    return render(request, "progress/register.html", context)


@staff_view(OFFICE)
def plan(request: StaffRequest) -> HttpResponse:
    """Where the register goes by itself, and when."""
    found = plan_of(request.service)
    known = {name: getattr(found, name) for name in PlanForm.base_fields} if found else {}
    form = PlanForm(request.POST or None, initial=known)
    if submit(
        form, lambda: actions.plan_forwarding(by=request.user, service=request.service, **form.cleaned_data)
    ):
        return saved(request, "Saved. The register goes by itself.", reverse("progress:register"))
    return render(request, "progress/plan.html", {"title": "Send the register by itself", "form": form})


@require_POST
@staff_view(OFFICE)
def end_plan(request: StaffRequest) -> HttpResponse:
    """It goes by itself no longer."""
    if found := plan_of(request.service):
        actions.end_forwarding(by=request.user, plan=found)
    return saved(request, "The register is no longer sent by itself.", reverse("progress:register"))


@require_POST
@staff_view(OFFICE)
def send(request: StaffRequest) -> HttpResponse:
    """The file for the evaluator."""
    try:
        _, content = actions.forward_register(by=request.user, service=request.service)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("progress:register")
    return download(content, "text/csv; charset=utf-8", "register.csv")
