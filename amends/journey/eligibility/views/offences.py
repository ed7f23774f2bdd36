"""The offence list that the manager keeps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.eligibility import actions
from amends.journey.eligibility.forms import OffenceForm
from amends.journey.eligibility.models import ListedOffence


@staff_view(Permission.SERVICE_MANAGE)
def offences(request: StaffRequest) -> HttpResponse:
    """Every listed offence, and a box to add one."""
    form = OffenceForm(request.POST or None)
    if submit(
        form, lambda: actions.list_offence(by=request.user, service=request.service, **form.cleaned_data)
    ):
        messages.success(request, "The list is changed. What was decided stays as it is.")
        return redirect("eligibility:offences")
    rows = ListedOffence.objects.filter(service=request.service).order_by("takes", "name")
    context = {"title": "Offences", "form": form, "button": "Add to the list", "rows": rows}
    return render(request, "eligibility/offences.html", context | {"back_url": reverse("setup:home")})


@staff_view(Permission.SERVICE_MANAGE)
@require_POST
def remove(request: StaffRequest, offence_id: int) -> HttpResponse:
    """Take an offence off the list: from then on it goes to the manager."""
    row = get_object_or_404(ListedOffence, pk=offence_id, service=request.service)
    actions.unlist_offence(by=request.user, offence=row)
    messages.success(request, "It is off the list. A referral of it now goes to the manager.")
    return redirect("eligibility:offences")
