"""A case before the court: its phase and a deferment. What both sides may know of."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import held
from amends.foundation.approval.rules import latest
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions import deferring, sentencing
from amends.journey.court.forms.case import DayForm, DefermentForm, PhaseForm, WhyForm
from amends.journey.court.models import Deferment, Phase
from amends.journey.court.rules.before_sentence import works_before_sentence
from amends.journey.court.rules.sentencing import (
    AFTER_DEFERMENT,
    RESPONSIBLE,
    days_left,
    deferment_of,
    phases_of,
    work_by_phase,
)


@staff_view(Permission.CASE_SEE)
def case(request: StaffRequest, number: str) -> HttpResponse:
    """The phase with its history, the work in each, and the countdown of a deferment."""
    found = open_case(request.user, number, why="court.looked_at")
    deferment = deferment_of(found)
    phases = phases_of(found)
    work = work_by_phase(found, phases) if both_sides_seen(found) else {}
    context = {
        "title": "Court",
        "case": found,
        "phase": phases[-1] if phases else None,
        "phases": phases[::-1],
        "work": [(when.label, work[when]) for when in Phase.When if work],
        "deferment": deferment,
        "days_left": days_left(deferment) if deferment else None,
        "asked": latest(f"deferment:{deferment.pk}", AFTER_DEFERMENT) if deferment else None,
        "people": _responsible(found),
        "may": held(request.user, found.service_id),
        "before": works_before_sentence(found.service_id, found.profile),
    }
    return render(request, "court/case.html", context)


def _responsible(case: Case) -> QuerySet[Participant]:
    """Those who may have a sentence, as far as whoever acts may open their file."""
    principals = Participant.objects.filter(case=case, part=Participant.Part.PRINCIPAL, left_at__isnull=True)
    return principals.filter(side__in=RESPONSIBLE).order_by("pk")


@staff_view(Permission.PARTICIPANT_EDIT)
def phase(request: StaffRequest, number: str) -> HttpResponse:
    """Mark the case as before or after sentence, in the community or in custody."""
    found = open_case(request.user, number, why="court.looked_at")
    form = PhaseForm(
        request.POST or None,
        service=found.service,
        before=works_before_sentence(found.service_id, found.profile),
        initial={"since": timezone.localdate()},
    )
    if submit(form, lambda: sentencing.set_phase(by=request.user, case=found, **form.cleaned_data)):
        return redirect("court:case", found.number)
    return _form(request, form, "Before or after sentence", found)


@staff_view(Permission.CASE_OPEN)
def defer(request: StaffRequest, number: str) -> HttpResponse:
    """Open work within a deferred sentence."""
    found = open_case(request.user, number, why="court.looked_at")
    if not works_before_sentence(found.service_id, found.profile):
        raise Http404
    form = DefermentForm(request.POST or None, service=found.service)
    if submit(form, lambda: deferring.defer(by=request.user, case=found, **form.cleaned_data)):
        messages.success(request, "The deferment is noted, and the days are counted back from its end.")
        return redirect("court:case", found.number)
    return _form(request, form, "Sentence is deferred", found)


@staff_view(Permission.CONTACT_LOG)
def reported(request: StaffRequest, number: str) -> HttpResponse:
    """The report on the deferment is with the court."""
    found, deferment = _deferred(request, number)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    if submit(
        form,
        lambda: deferring.report_on_deferment(by=request.user, deferment=deferment, **form.cleaned_data),
    ):
        return redirect("court:case", found.number)
    return _form(request, form, "The report is with the court", found)


@staff_view(Permission.MEETING_PLAN)
def later(request: StaffRequest, number: str) -> HttpResponse:
    """Ask the manager to let a meeting stand after the deferment has ended."""
    found, deferment = _deferred(request, number)
    form = WhyForm(request.POST or None)
    if submit(
        form,
        lambda: deferring.ask_after_deferment(by=request.user, deferment=deferment, **form.cleaned_data),
    ):
        messages.success(request, "The manager is asked.")
        return redirect("court:case", found.number)
    return _form(request, form, "A meeting after the deferment", found)


def _deferred(request: StaffRequest, number: str) -> tuple[Case, Deferment]:
    found = open_case(request.user, number, why="court.looked_at")
    deferment = deferment_of(found)
    if deferment is None:
        raise Http404
    return found, deferment


def _form(request: StaffRequest, form: Any, title: str, case: Case) -> HttpResponse:
    back = reverse("court:case", args=[case.number])
    context = {"title": title, "form": form, "button": "Save", "back_url": back, "cancel_url": back}
    return render(request, "pages/form.html", {**context, "caption": case.number})
