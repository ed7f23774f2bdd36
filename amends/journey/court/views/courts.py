"""The list of courts, what was agreed with each, and openings for working together."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.forms.courts import AgreementForm, CourtForm
from amends.journey.court.lists import courts_table, opportunities_table
from amends.journey.court.models import Court, Opportunity


@staff_view(Permission.PARTNERS_MANAGE)
def courts(request: StaffRequest) -> HttpResponse:
    """Every court with its agreement, and the openings at each."""
    openings = (
        Opportunity.objects.filter(service=request.service).select_related("court").order_by("-on", "-pk")
    )
    context = {
        "title": "Courts",
        "courts": courts_table(
            Court.objects.filter(service=request.service).order_by("name"), may_change=True
        ),
        "opportunities": opportunities_table(openings[:100]),
    }
    return render(request, "court/courts.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def edit_court(request: StaffRequest, court_id: int | None = None) -> HttpResponse:
    """Add a court, or change it."""
    court = _court(request, court_id) if court_id else Court(service=request.service)
    form = CourtForm(request.POST or None, initial={n: getattr(court, n) for n in CourtForm.base_fields})
    if submit(form, lambda: keep_court(by=request.user, court=court, details=form.cleaned_data)):
        messages.success(request, f"{court.name} is saved.")
        return redirect("court:courts")
    context: dict[str, Any] = {"agreement": court if court_id else None}
    if court_id:
        context["may_agree"] = may(request.user, Permission.SERVICE_MANAGE, request.service)
    return form_page(request, form, court.name or "Add a court", "court/court.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def agreement(request: StaffRequest, court_id: int) -> HttpResponse:
    """Record the local agreement on deferred sentences."""
    court = _court(request, court_id)
    form = AgreementForm(
        request.POST or None, initial={n: getattr(court, n) for n in AgreementForm.base_fields}
    )
    if submit(form, lambda: keep_court(by=request.user, court=court, details=form.cleaned_data)):
        messages.success(request, f"The agreement with {court.name} is saved.")
        return redirect("court:courts")
    return form_page(request, form, f"Deferred sentences at {court.name}")


def _court(request: StaffRequest, court_id: int) -> Court:
    return get_object_or_404(Court, pk=court_id, service=request.service)


def form_page(
    request: StaffRequest,
    form: Any,
    title: str,
    template: str = "pages/form.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form about courts, with the way back to the list."""
    back = reverse("court:courts")
    context = {"title": title, "form": form, "button": "Save", "back_url": back, "cancel_url": back}
    return render(request, template, {**context, **(more or {})})
