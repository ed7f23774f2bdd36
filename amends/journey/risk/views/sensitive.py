"""Sensitive cases, how people are, and the log of the service."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.clock.models import Clock
from amends.foundation.pages.submitting import submit
from amends.journey.risk.actions import sensitive as acts
from amends.journey.risk.actions import service_log as logging
from amends.journey.risk.forms import sensitive as asked
from amends.journey.risk.models import ServiceRisk, Wellbeing

SEEN, RECORD = "risk.looked_at", Permission.RISK_RECORD


@staff_view(RECORD)
def vulnerable(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Is this person specifically vulnerable? Earlier answers stay."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = asked.VulnerableForm(request.POST or None)
    if submit(form, lambda: acts.say_vulnerable(by=request.user, participant=person, **form.cleaned_data)):
        return redirect("risk:person", person.pk)
    context = {
        "title": "Specific vulnerability",
        "participant": person,
        "case": person.case,
        "form": form,
        "rows": person.vulnerabilities.select_related("answered_by").order_by("-pk"),
    }
    return render(request, "risk/vulnerable.html", context)


@staff_view(Permission.APPROVAL_DECIDE)
def clear(request: StaffRequest, number: str) -> HttpResponseBase:
    """A manager says that it is not sensitive any more."""
    case = open_case(request.user, number, why=SEEN)
    form = asked.ClearForm(request.POST or None)
    if submit(form, lambda: acts.clear_sensitive(by=request.user, case=case, **form.cleaned_data)):
        return redirect("risk:overview", case.number)
    back = reverse("risk:overview", args=[case.number])
    context = {"title": "Not sensitive any more", "form": form, "caption": case.number, "back_url": back}
    return render(request, "pages/form.html", context)


@staff_view(RECORD)
def wellbeing(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """How somebody is, and what is being done."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = asked.WellbeingForm(request.POST or None, service_id=person.service_id)
    if submit(form, lambda: acts.note_wellbeing(by=request.user, participant=person, **form.cleaned_data)):
        return redirect("risk:wellbeing", person.pk)
    rows = list(person.wellbeing.select_related("noted_by", "owner").order_by("-pk"))
    subjects = [f"wellbeing:{row.pk}" for row in rows]
    running = Clock.objects.filter(name=acts.TASK, subject__in=subjects, stopped_at__isnull=True)
    context = {
        "title": "How are they?",
        "participant": person,
        "case": person.case,
        "form": form,
        "rows": rows,
        "running": {int(subject.split(":")[1]) for subject in running.values_list("subject", flat=True)},
    }
    return render(request, "risk/wellbeing.html", context)


@staff_view(RECORD)
@require_POST
def action_done(request: StaffRequest, participant_id: int, wellbeing_id: int) -> HttpResponseBase:
    """What was to be done about a concern is done."""
    person = open_participant(request.user, participant_id, why=SEEN)
    row = get_object_or_404(Wellbeing.objects.select_related("file"), participant=person, pk=wellbeing_id)
    acts.action_done(by=request.user, row=row)
    return redirect("risk:wellbeing", person.pk)


@staff_view(Permission.SERVICE_MANAGE)
def service_log(request: StaffRequest) -> HttpResponseBase:
    """Risks, issues and lessons of the service; what is overdue comes first (EX-086)."""
    rows = ServiceRisk.objects.filter(service=request.service).select_related("owner")
    context = {
        "title": "Risks, issues and lessons of the service",
        "rows": rows.prefetch_related("reviews__by").order_by("-status", "review_on", "pk"),
        "today": timezone.localdate(),
    }
    return render(request, "risk/service_log.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def add_to_log(request: StaffRequest) -> HttpResponseBase:
    """One more line."""
    form = asked.ServiceRiskForm(request.POST or None, service_id=request.service.pk)
    if submit(
        form,
        lambda: logging.note_service_risk(
            by=request.user, service=request.service, details=form.cleaned_data
        ),
    ):
        return redirect("risk:service_log")
    context = {
        "title": "Add to the log",
        "form": form,
        "button": "Save",
        "back_url": reverse("risk:service_log"),
    }
    return render(request, "pages/form.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def review(request: StaffRequest, risk_id: int) -> HttpResponseBase:
    """Looked at again."""
    rows = ServiceRisk.objects.filter(service=request.service, status=ServiceRisk.Status.OPEN)
    row = get_object_or_404(rows, pk=risk_id)
    form = asked.ReviewForm(request.POST or None)
    if submit(form, lambda: logging.review_service_risk(by=request.user, row=row, **form.cleaned_data)):
        return redirect("risk:service_log")
    context = {
        "title": "Looked at again",
        "lead": row.words,
        "form": form,
        "button": "Save",
        "back_url": reverse("risk:service_log"),
    }
    return render(request, "pages/form.html", context)
