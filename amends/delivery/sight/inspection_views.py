"""Inspections: letting somebody in for some days, what their cases lack, and what they opened."""

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.delivery.casefile.wording import in_words
from amends.delivery.sight.forms import InspectionForm
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.models import Case
from amends.foundation.pages.parts import Cell, Column, Table
from amends.foundation.pages.submitting import submit
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.record.models import AuditEvent
from amends.journey.notes.actions import open_inspection
from amends.journey.notes.models import Inspection
from amends.journey.notes.rules import lacking, paperwork_of

AT_ONCE = 200


@staff_view(Permission.USERS_MANAGE)
def inspections(request: StaffRequest) -> HttpResponseBase:
    """Every inspection there was, newest first."""
    rows = Inspection.objects.filter(service=request.service).select_related("user").order_by("-pk")
    context = {"title": "Inspections", "rows": rows[:AT_ONCE], "back_url": reverse("setup:home")}
    return render(request, "sight/inspections.html", context)


@staff_view(Permission.USERS_MANAGE)
def open_one(request: StaffRequest) -> HttpResponseBase:
    """Let an inspector or monitor read some cases for some days."""
    seen = Case.objects.visible_to(request.user).filter(service=request.service)
    form = InspectionForm(request.POST or None, seen=seen)
    if submit(
        form,
        lambda: open_inspection(
            by=request.user,
            service=request.service,
            visit=form.visit(),
            cases=form.cleaned_data["numbers"],
        ),
    ):
        messages.success(
            request, "The cases are open to them on these days, and shut by themselves after that."
        )
        return redirect("sight:inspections")
    back = reverse("sight:inspections")
    context = {"title": "Let an inspector in", "form": form, "button": "Open the cases", "cancel_url": back}
    return render(request, "pages/form.html", {**context, "back_url": back})


@staff_view()
def inspection(request: StaffRequest, inspection_id: int) -> HttpResponseBase:
    """Its cases with what each lacks; for those who run the service also what the inspector opened."""
    row = Inspection.objects.filter(pk=inspection_id).select_related("user", "service").first()
    if row is None:
        raise Http404
    manages = may(request.user, Permission.USERS_MANAGE, row.service_id)
    if not manages and row.user_id != request.user.pk:
        raise Http404
    context = {
        "title": "Inspection",
        "row": row,
        "lines": _lines(request, row),
        "opened": _opened(row) if manages else None,
        "manages": manages,
    }
    return render(request, "sight/inspection.html", context)


def _lines(request: StaffRequest, row: Inspection) -> list[tuple[Case, list[str]]]:
    """The cases that whoever looks may still open, each with what the standard expects and it lacks."""
    wanted = row.cases.values("case")
    cases = list(Case.objects.visible_to(request.user).filter(pk__in=wanted).order_by("number"))
    papers = paperwork_of(cases)
    return [(case, [each.expected.words for each in lacking(case, papers[case.pk])]) for case in cases]


def _looks(row: Inspection) -> "QuerySet[AuditEvent]":
    events = AuditEvent.objects.filter(user_id=row.user_id, case_id__in=row.cases.values("case"))
    numbers = Case.objects.filter(pk=OuterRef("case_id")).values("number")
    return events.filter(at__gte=row.opened_at).annotate(number=Subquery(numbers)).order_by("-pk")


def _opened(row: Inspection) -> Table:
    lines = [
        [Cell(moment(event.at)), event.number, in_words(event.what, event.details)]  # type: ignore[attr-defined]  # annotated above
        for event in _looks(row)[:AT_ONCE]
    ]
    columns = [Column("When"), Column("Case"), Column("What")]
    return Table("What they opened", columns, lines, "Nothing so far.")
