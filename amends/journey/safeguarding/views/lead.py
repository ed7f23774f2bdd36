"""Who concerns go to, and what cannot stay confidential."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.safeguarding.actions.lead import (
    confirm_reading,
    end_officer,
    name_officer,
    set_out_of_hours,
)
from amends.journey.safeguarding.forms.lead import OfficerForm, OutOfHoursForm
from amends.journey.safeguarding.guidance import guidance
from amends.journey.safeguarding.models import Officer
from amends.journey.safeguarding.rules.lead import has_read, officers, out_of_hours


@staff_view(Permission.SERVICE_MANAGE)
def lead(request: StaffRequest) -> HttpResponse:
    """The lead, the deputies and the number for the night."""
    context = {
        "title": "Safeguarding",
        "officers": officers(request.service),
        "night": out_of_hours(request.service),
        "back_url": reverse("setup:home"),
    }
    return render(request, "safeguarding/lead.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def name(request: StaffRequest) -> HttpResponse:
    """Name somebody."""
    form = OfficerForm(request.POST or None, service=request.service)
    if submit(form, lambda: name_officer(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, "Concerns go to them from now on.")
        return redirect("safeguarding:lead")
    return _form(request, form, "Name the lead or a deputy")


@staff_view(Permission.SERVICE_MANAGE)
@require_POST
def end(request: StaffRequest, officer_id: int) -> HttpResponse:
    """Somebody does it no longer."""
    rows = Officer.objects.select_related("service")
    row = get_object_or_404(rows, pk=officer_id, service=request.service, ended_at__isnull=True)
    end_officer(by=request.user, officer=row)
    return redirect("safeguarding:lead")


@staff_view(Permission.SERVICE_MANAGE)
def night(request: StaffRequest) -> HttpResponse:
    """The number for the night."""
    kept = out_of_hours(request.service)
    initial = {"telephone": kept.telephone, "words": kept.words} if kept else None
    form = OutOfHoursForm(request.POST or None, initial=initial)
    if submit(form, lambda: set_out_of_hours(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, "Saved.")
        return redirect("safeguarding:lead")
    return _form(request, form, "At night and at weekends")


@staff_view()
def read(request: StaffRequest) -> HttpResponse:
    """What cannot stay confidential, and a button to say that one has read it."""
    if request.method == "POST":
        confirm_reading(by=request.user, service=request.service)
        messages.success(request, "Thank you. It is noted that you have read it.")
        return redirect("safeguarding:guidance")
    context = {
        "title": "What cannot stay confidential",
        "guidance": guidance(),
        "has_read": has_read(request.user, request.service),
        "officers": officers(request.service),
        "night": out_of_hours(request.service),
    }
    return render(request, "safeguarding/guidance.html", context)


def _form(request: StaffRequest, form: object, title: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": "Save", "back_url": reverse("safeguarding:lead")}
    return render(request, "pages/form.html", context)
