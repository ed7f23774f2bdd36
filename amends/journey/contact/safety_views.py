"""Checking in and out of a visit, with one thumb."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import held_today
from amends.foundation.case.doors import open_participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.contact import actions
from amends.journey.contact.forms import VisitSafetyForm
from amends.journey.contact.models import Appointment, VisitSafety

STEPS = {"confirm": actions.confirm_visit, "in": actions.check_in, "out": actions.check_out}


def _appointment(request: StaffRequest, appointment_id: int) -> Appointment:
    found = Appointment.objects.select_related("with_user").filter(pk=appointment_id).first()
    if found is None:
        raise Http404
    found.participant = open_participant(request.user, found.participant_id)
    return found


@staff_view(Permission.CONTACT_LOG)
def visit(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """One big button: what comes next on this visit."""
    appointment = _appointment(request, appointment_id)
    safety = (
        VisitSafety.objects.filter(appointment=appointment).select_related("visitor", "check_in_with").first()
    )
    if safety is None:
        return redirect("contact:plan_visit", appointment.pk)
    context = {
        "title": "On a visit",
        "appointment": appointment,
        "participant": appointment.participant,
        "case": appointment.participant.case,
        "safety": safety,
    }
    return render(request, "contact/visit.html", context)


def _plan_form(request: StaffRequest, appointment: Appointment) -> VisitSafetyForm:
    safety = VisitSafety.objects.filter(appointment=appointment).first()
    here = held_today(appointment.service_id).filter(agency__isnull=True)
    people = User.objects.filter(pk__in=here.values("user"), is_system=False)
    return VisitSafetyForm(
        request.POST or None,
        people=people.exclude(pk=appointment.with_user_id).order_by("name"),
        initial={
            "ends_at": safety.ends_at if safety else appointment.ends_at,
            "allowance": safety.allowance if safety else 30,
            "check_in_with": safety.check_in_with_id if safety else None,
        },
    )


@staff_view(Permission.CONTACT_LOG)
def plan(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Until when it takes, and who waits to hear."""
    appointment = _appointment(request, appointment_id)
    form = _plan_form(request, appointment)
    if submit(
        form, lambda: actions.plan_visit(by=request.user, appointment=appointment, **form.cleaned_data)
    ):
        return redirect("contact:visit", appointment.pk)
    back = reverse("contact:person", args=[appointment.participant_id])
    context = {"title": "Safe on this visit", "form": form, "button": "Save", "back_url": back}
    return render(request, "pages/form.html", context)


@staff_view(Permission.CONTACT_LOG)
@require_POST
def step(request: StaffRequest, appointment_id: int, what: str) -> HttpResponse:
    """Confirm it, check in, check out."""
    appointment = _appointment(request, appointment_id)
    rows = VisitSafety.objects.select_related("file", "visitor", "check_in_with")
    safety = rows.filter(appointment=appointment).first()
    if safety is None or what not in STEPS:
        raise Http404
    safety.appointment = appointment
    try:
        STEPS[what](by=request.user, visit=safety)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("contact:visit", appointment.pk)
