"""The list of services beside restorative justice, and those somebody in a referral was sent to."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.pages.submitting import submit
from amends.journey.awareness import actions
from amends.journey.awareness.forms import ChoiceForm, FollowForm, ListedForm
from amends.journey.awareness.kinds import kinds
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.awareness.rules import (
    asks_only_for_awareness,
    listed,
    may_send,
    measures_empathy,
    work_of,
)
from amends.journey.referral.doors import open_referral
from amends.journey.referral.models import Referral


@staff_view(Permission.REFERRAL_MAKE)
def services(request: StaffRequest) -> HttpResponse:
    """Every service on the list, restorative justice and the rest apart."""
    rows = listed(request.service)
    context = {
        "title": "Restorative justice, and services beside it",
        "restorative": [row for row in rows if row.is_rj],
        "beside": [row for row in rows if not row.is_rj],
        "measures_empathy": measures_empathy(request.service),
        "back_url": reverse(
            "setup:home"
            if may(request.user, Permission.PARTNERS_MANAGE, request.service)
            else "referral:home"
        ),
    }
    return render(request, "awareness/services.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def service(request: StaffRequest, listed_id: int | None = None) -> HttpResponse:
    """Add or change a line of the list."""
    row = ListedService(service=request.service)
    if listed_id:
        row = get_object_or_404(ListedService, pk=listed_id, service=request.service)
    kept = {name: getattr(row, name) for name in ListedForm.base_fields} if row.pk else None
    form = ListedForm(request.POST or None, service=request.service, initial=kept)
    if submit(form, lambda: actions.keep_listed(by=request.user, listed=row, details=form.cleaned_data)):
        messages.success(request, "The list has been saved.")
        return redirect("awareness:services")
    context = {"title": "A service on the list", "form": form, "button": "Save"}
    return render(request, "pages/form.html", context | {"back_url": reverse("awareness:services")})


def _referral(request: StaffRequest, number: str) -> Referral:
    """Raises Http404 for those who may see the referral and not this: whoever refers for the person harmed."""
    referral = open_referral(request.user, number)
    if not may_send(request.user, referral):
        raise Http404
    return referral


@staff_view(Permission.REFERRAL_MAKE)
def work(request: StaffRequest, number: str) -> HttpResponse:
    """What was chosen with this referral, and what can be chosen."""
    referral = _referral(request, number)
    context = {
        "title": "Victim awareness and work like it",
        "referral": referral,
        "only": asks_only_for_awareness(referral),
        "chosen": work_of(referral),
        "open": [row for row in listed(request.service) if row.is_open and not row.is_rj],
        "back_url": reverse("referral:status", args=[number]),
    }
    return render(request, "awareness/work.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def choose(request: StaffRequest, number: str, listed_id: int) -> HttpResponse:
    """The cautions first; then for whom, and what was weighed."""
    referral = _referral(request, number)
    row = get_object_or_404(ListedService.objects.exclude(kind="rj"), pk=listed_id, service=request.service)
    form = ChoiceForm(request.POST or None, referral=referral)
    if submit(
        form,
        lambda: actions.choose_awareness(by=request.user, referral=referral, listed=row, **form.said()),
    ):
        messages.success(request, "Saved. It is followed here, apart from restorative justice.")
        return redirect("awareness:work", number)
    context = {"title": row.name, "row": row, "kind": kinds()[row.kind], "form": form, "button": "Save"}
    context |= {"caption": number, "back_url": reverse("awareness:work", args=[number])}
    return render(request, "awareness/choose.html", context)


@staff_view(Permission.REFERRAL_MAKE)
def follow(request: StaffRequest, number: str, work_id: int) -> HttpResponse:
    """It began, was finished, or ended early."""
    referral = _referral(request, number)
    row = get_object_or_404(AwarenessWork.objects.select_related("listed"), pk=work_id, referral=referral)
    row.referral = referral
    form = FollowForm(request.POST or None)
    if submit(form, lambda: actions.follow_awareness(by=request.user, work=row, **form.cleaned_data)):
        messages.success(request, "Saved.")
        return redirect("awareness:work", number)
    context = {"title": row.listed.name, "form": form, "button": "Save", "caption": number}
    return render(
        request, "pages/form.html", context | {"back_url": reverse("awareness:work", args=[number])}
    )
