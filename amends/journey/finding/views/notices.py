"""Restricted: what liaison officers say about victims who want restorative justice."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding import actions
from amends.journey.finding.forms.noting import CopiedForm, VictimNoticeForm
from amends.journey.finding.rules.notices import may_be_copied, may_notify, notices


@staff_view(Permission.REFERRAL_MAKE)
def notices_page(request: StaffRequest) -> HttpResponseBase:
    """Those this person may read; each look is logged. For everybody else the page does not exist."""
    _check_role(request)
    rows = list(notices(request.user, request.service)[:100])
    if rows:
        record(
            by=request.user,
            act=Act.CONSULTATION,
            what="victim_notice.looked_at",
            service_id=request.service.pk,
            details={"notices": [row.pk for row in rows]},
        )
    context = {
        "title": "Victims who want restorative justice",
        "rows": rows,
        "may_be_copied": may_be_copied(request.service),
        "back_url": reverse("finding:home"),
    }
    return render(request, "finding/notices.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def new_notice(request: StaffRequest) -> HttpResponseBase:
    """A liaison officer tells the service."""
    _check_role(request)
    form = VictimNoticeForm(request.POST or None)
    service = request.service
    if submit(form, lambda: actions.note_victims_wish(by=request.user, service=service, **form.cleaned_data)):
        messages.success(request, "The coordinator has been told, and nobody else.")
        return redirect("finding:notices")
    lead = "Only you and those who decide in the service can read it. It is in nothing the offender may see or ask for."
    context = {
        "form": form,
        "title": "A victim wants restorative justice",
        "lead": lead,
        "button": "Tell them",
    }
    return render(request, "pages/form.html", context | {"cancel_url": reverse("finding:notices")})


@staff_view(Permission.REFERRAL_MAKE)
def copied(request: StaffRequest, key: int) -> HttpResponseBase:
    """It was copied into the offender record under its own guidance."""
    row = notices(request.user, request.service).filter(pk=key).first()
    if row is None:
        raise Http404
    form = CopiedForm(request.POST or None)
    if submit(form, lambda: actions.note_copied(by=request.user, notice=row, **form.cleaned_data)):
        messages.success(request, "Noted.")
        return redirect("finding:notices")
    context = {"form": form, "title": "Where was it copied to?", "button": "Save"}
    return render(request, "pages/form.html", context | {"cancel_url": reverse("finding:notices")})


def _check_role(request: StaffRequest) -> None:
    if not may_notify(request.user, request.service):
        raise Http404
