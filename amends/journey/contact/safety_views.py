"""Checking in and out of a visit, with one thumb."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.roles import ROLES, Sees
from amends.foundation.access.rules import held_today
from amends.foundation.case.doors import open_participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.allocation.rules import facilitators_of
from amends.journey.contact import actions
from amends.journey.contact.forms import VisitSafetyForm
from amends.journey.contact.models import Appointment, VisitSafety

STEPS: dict[str, Callable[..., object]] = {
    "confirm": actions.confirm_visit,
    "in": actions.check_in,
    "out": actions.check_out,
    "by-procedure": partial(actions.confirm_procedure, followed=True),
    "otherwise": partial(actions.confirm_procedure, followed=False),
}


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
    last = safety or VisitSafety.objects.filter(visitor=appointment.with_user_id).order_by("-pk").first()
    return VisitSafetyForm(
        request.POST or None,
        people=_who_can_wait(appointment),
        initial={
            "ends_at": safety.ends_at if safety else appointment.ends_at,
            "allowance": safety.allowance if safety else 30,
            "check_in_with": last.check_in_with_id if last else None,
        },
    )


def _who_can_wait(appointment: Appointment) -> QuerySet[User]:
    """Those of the service who can open the visit when it has to be told where it is: its office, and the colleague."""
    office = [
        role.key
        for role in ROLES.values()
        if role.sees == Sees.SERVICE and Permission.CONTACT_LOG in role.may
    ]
    here = held_today(appointment.service_id).filter(role__in=office)
    colleagues = facilitators_of(appointment.participant.case)
    rows = User.objects.filter(Q(pk__in=here.values("user")) | Q(pk__in=[user.pk for user in colleagues]))
    return rows.filter(is_system=False).exclude(pk=appointment.with_user_id).order_by("name")


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
        messages.error(request, refusal.in_full)
    return redirect("contact:visit", appointment.pk)
