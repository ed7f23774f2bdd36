"""Pages about what bodies promised, how risk is passed on, and the cases partners tell us about."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.models import Agency
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import access_of
from amends.foundation.clock.models import Clock
from amends.foundation.pages.submitting import form_page, submit
from amends.service.sharing import actions
from amends.service.sharing.forms import MeansForm, PartnerCaseForm, TermsForm, today
from amends.service.sharing.lists import means_table, partner_cases_table, terms_table, updates_table
from amends.service.sharing.models import Acknowledgement, PartnerCase, RiskMeans, SourceTerms
from amends.service.sharing.rules import (
    active_cases,
    answered_in_time,
    not_acknowledged,
    terms_of,
    without_confidentiality_training,
)

MANAGE = Permission.PARTNERS_MANAGE


@staff_view(MANAGE)
def terms(request: StaffRequest) -> HttpResponse:
    """What each body has promised, and who has not yet read what follows from not sharing."""
    agencies = Agency.objects.filter(service=request.service, is_active=True).order_by("name")
    found = {row.agency_id: row for row in SourceTerms.objects.filter(service=request.service)}
    context = {
        "title": "When a body does not answer",
        "table": terms_table(agencies, found, answered_in_time(request.service)),
        "unread": not_acknowledged(request.service),
        "untrained": without_confidentiality_training(request.service),
    }
    return render(request, "sharing/terms.html", context)


@staff_view(MANAGE)
def set_terms(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Note what a body has promised."""
    agency = get_object_or_404(Agency, pk=agency_id, service=request.service)
    known = terms_of(agency)
    initial = {name: getattr(known, name) for name in TermsForm.base_fields} if known else {}
    form = TermsForm(request.POST or None, initial=initial)
    if submit(form, lambda: actions.set_terms(by=request.user, agency=agency, details=form.cleaned_data)):
        messages.success(request, "Saved.")
        return redirect("sharing:terms")
    return form_page(request, form, agency.name, reverse("sharing:terms"))


@staff_view(Permission.CASE_SEE)
def acknowledge(request: StaffRequest) -> HttpResponse:
    """What follows when information is not shared, and saying that one has read it."""
    if request.method == "POST":
        actions.acknowledge(by=request.user, service=request.service)
        messages.success(request, "Thank you. It is noted.")
        return redirect("sharing:acknowledge")
    rows = (
        SourceTerms.objects.filter(service=request.service).select_related("agency").order_by("agency__name")
    )
    mine = Acknowledgement.objects.filter(service=request.service, user=request.user).first()
    context = {"title": "What follows when information is not shared", "terms": rows, "mine": mine}
    return render(request, "sharing/acknowledge.html", context)


@staff_view(MANAGE)
def means(request: StaffRequest) -> HttpResponse:
    """The ways in which risk may be passed on, and a box to add one."""
    form = MeansForm(request.POST or None, initial=today())
    if submit(form, lambda: actions.set_means(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, "It is in force from that day.")
        return redirect("sharing:means")
    rows = RiskMeans.objects.filter(service=request.service).order_by("means", "-from_on")
    context = {"title": "How risk is passed on", "form": form, "table": means_table(rows)}
    return render(request, "sharing/means.html", context)


@staff_view(MANAGE)
def end_means(request: StaffRequest, means_id: int) -> HttpResponse:
    """Ask, then end one way."""
    row = get_object_or_404(RiskMeans, pk=means_id, service=request.service)
    if request.method == "POST":
        actions.end_means(by=request.user, means=row, on=max(row.from_on, timezone.localdate()))
        messages.success(request, "It ends today.")
        return redirect("sharing:means")
    context = {
        "title": f"No longer pass on risk in this way: {row}?",
        "button": "End it",
        "warning": True,
        "cancel_url": reverse("sharing:means"),
    }
    return render(request, "pages/form.html", context)


@staff_view(MANAGE)
def partner_cases(request: StaffRequest) -> HttpResponse:
    """Partners' active cases, and whose list is stale."""
    agencies = list(Agency.objects.filter(service=request.service, is_active=True).order_by("name"))
    running = Clock.objects.filter(
        service=request.service, name=actions.UPDATE_CLOCK, stopped_at__isnull=True
    )
    clocks = {clock.subject: clock for clock in running}
    context = {
        "title": "Partners’ cases",
        "updates": updates_table(agencies, clocks),
        "table": partner_cases_table(active_cases(request.service)),
        "agencies": [(agency, f"agency:{agency.pk}" in clocks) for agency in agencies],
    }
    return render(request, "sharing/partner_cases.html", context)


@require_POST
@staff_view(MANAGE)
def expect(request: StaffRequest, agency_id: int) -> HttpResponse:
    """From now on this body is asked every month."""
    agency = get_object_or_404(Agency, pk=agency_id, service=request.service)
    actions.expect_updates(by=request.user, agency=agency)
    messages.success(request, f"{agency.name} is asked every month from now on.")
    return redirect("sharing:partner_cases")


@staff_view(MANAGE)
def add_partner_case(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Note a case that a partner has told us of."""
    agency = get_object_or_404(Agency, pk=agency_id, service=request.service)
    return _tell(request, agency, None, "sharing:partner_cases")


@staff_view(MANAGE)
def change_partner_case(request: StaffRequest, partner_case_id: int) -> HttpResponse:
    """What has changed in it."""
    rows = PartnerCase.objects.select_related("agency__service")
    row = get_object_or_404(rows, pk=partner_case_id, service=request.service)
    return _tell(request, row.agency, row, "sharing:partner_cases")


def _own_agency(request: StaffRequest) -> Agency:
    for member in access_of(request.user).memberships:
        if member.service_id == request.service.pk and member.agency:
            return member.agency
    raise Http404


@staff_view(Permission.REFERRAL_MAKE)
def ours(request: StaffRequest) -> HttpResponse:
    """For a partner's own people: the cases they have told us of."""
    agency = _own_agency(request)
    rows = PartnerCase.objects.filter(agency=agency).order_by("status", "-opened_on")
    if request.method == "POST":
        actions.nothing_new(by=request.user, agency=agency)
        messages.success(request, "Thank you. We will ask again in a month.")
        return redirect("sharing:ours")
    return render(request, "sharing/ours.html", {"title": f"Cases of {agency.name}", "rows": rows})


@staff_view(Permission.REFERRAL_MAKE)
def tell(request: StaffRequest, partner_case_id: int | None = None) -> HttpResponse:
    """For a partner's own people: a new case, or how one stands."""
    agency = _own_agency(request)
    row = get_object_or_404(PartnerCase, pk=partner_case_id, agency=agency) if partner_case_id else None
    return _tell(request, agency, row, "sharing:ours")


def _tell(request: StaffRequest, agency: Agency, row: PartnerCase | None, done: str) -> HttpResponse:
    initial = (
        {name: getattr(row, name) for name in PartnerCaseForm.base_fields} if row else {"status": "active"}
    )
    form = PartnerCaseForm(request.POST or None, initial=initial)
    act: Any = actions.tell_case
    if submit(form, lambda: act(by=request.user, agency=agency, details=form.cleaned_data, case=row)):
        messages.success(request, "Saved. Thank you.")
        return redirect(done)
    title = f"Case {row.reference}" if row else f"A case of {agency.name}"
    return form_page(request, form, title, reverse(done))
