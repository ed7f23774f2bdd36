"""Openings for working together at a court."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions.courts import keep_opportunity
from amends.journey.court.forms.courts import OpportunityForm
from amends.journey.court.models import Opportunity
from amends.journey.court.views.courts import form_page


@staff_view(Permission.PARTNERS_MANAGE)
def edit_opportunity(request: StaffRequest, opportunity_id: int | None = None) -> HttpResponse:
    """Note an opening, or what came of it."""
    found = Opportunity(service=request.service, on=timezone.localdate())
    if opportunity_id:
        found = get_object_or_404(Opportunity, pk=opportunity_id, service=request.service)
    names = set(OpportunityForm.base_fields) - {"court"}
    initial = {"court": found.court_id, **{name: getattr(found, name) for name in names}}
    form = OpportunityForm(request.POST or None, initial=initial, service=request.service)
    if submit(form, lambda: keep_opportunity(by=request.user, opportunity=found, details=form.cleaned_data)):
        messages.success(request, "It is saved.")
        return redirect("court:courts")
    return form_page(request, form, "Working together at a court")
