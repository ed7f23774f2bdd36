"""Pages for the settings about partners: safe domains, pathways, districts, and who takes referrals over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.service.partners import actions
from amends.service.partners.forms import DistrictForm, DomainForm, PathwayForm, ReceiverForm
from amends.service.partners.lists import districts_table, domains_table, pathways_table, receivers_table
from amends.service.partners.models import District, Pathway, Receiver, SecureDomain


@staff_view(Permission.PARTNERS_MANAGE)
def domains(request: StaffRequest) -> HttpResponse:
    """The domains whose mail is safe enough for a referral, and a box to add one."""
    form = DomainForm(request.POST or None, instance=SecureDomain(service=request.service))
    if submit(
        form,
        lambda: actions.add_secure_domain(by=request.user, service=request.service, **form.cleaned_data),
    ):
        messages.success(request, f"Mail from {form.cleaned_data['domain']} now counts as safe.")
        return redirect("partners:domains")
    table = domains_table(SecureDomain.objects.filter(service=request.service).order_by("domain"))
    lead = "A referral by e-mail from any other domain is answered with the way to the web form."
    context = {"title": "Safe e-mail domains", "form": form, "table": table, "button": "Add", "lead": lead}
    return render(request, "partners/domains.html", context | {"back_url": reverse("partners:list")})


@staff_view(Permission.PARTNERS_MANAGE)
def remove_domain(request: StaffRequest, domain_id: int) -> HttpResponse:
    """Ask, then take a domain off the list."""
    found = get_object_or_404(SecureDomain, pk=domain_id, service=request.service)
    if request.method == "POST":
        actions.remove_secure_domain(by=request.user, domain=found)
        messages.success(request, f"Mail from {found.domain} no longer counts as safe.")
        return redirect("partners:domains")
    context = {
        "title": f"No longer trust {found.domain}?",
        "lead": "Referrals that came from it stay as they are.",
        "button": "Remove it",
        "warning": True,
        "cancel_url": reverse("partners:domains"),
    }
    return render(request, "pages/form.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def pathways(request: StaffRequest) -> HttpResponse:
    """Every way on which referrals come."""
    rows = Pathway.objects.filter(service=request.service).select_related("agency").order_by("name")
    return _list(request, "Referral pathways", pathways_table(rows), "partners:add_pathway", "Add a pathway")


@staff_view(Permission.PARTNERS_MANAGE)
def edit_pathway(request: StaffRequest, pathway_id: int | None = None) -> HttpResponse:
    """Add or change a pathway."""
    row = _row(request, Pathway, pathway_id)
    form = PathwayForm(request.POST or None, instance=row, service=request.service)
    return _keep(request, form, "Referral pathway", "partners:pathways")


@staff_view(Permission.PARTNERS_MANAGE)
def receivers(request: StaffRequest) -> HttpResponse:
    """Who takes which referrals over."""
    rows = Receiver.objects.filter(service=request.service).select_related("agency")
    table = receivers_table(rows.order_by("takes", "agency__name"))
    return _list(request, "Bodies that take referrals over", table, "partners:add_receiver", "Add a body")


@staff_view(Permission.PARTNERS_MANAGE)
def edit_receiver(request: StaffRequest, receiver_id: int | None = None) -> HttpResponse:
    """Add or change a body that takes referrals over."""
    row = _row(request, Receiver, receiver_id)
    form = ReceiverForm(request.POST or None, instance=row, service=request.service)
    return _keep(request, form, "Body that takes referrals over", "partners:receivers")


@staff_view(Permission.PARTNERS_MANAGE)
def districts(request: StaffRequest) -> HttpResponse:
    """How each district is recognised."""
    rows = District.objects.filter(service=request.service).order_by("name")
    return _list(request, "Districts", districts_table(rows), "partners:add_district", "Add a district")


@staff_view(Permission.PARTNERS_MANAGE)
def edit_district(request: StaffRequest, district_id: int | None = None) -> HttpResponse:
    """Add or change a district."""
    row = _row(request, District, district_id)
    form = DistrictForm(request.POST or None, instance=row)
    return _keep(request, form, "District", "partners:districts")


def _row(request: StaffRequest, model: Any, key: int | None) -> Any:
    return (
        get_object_or_404(model, pk=key, service=request.service) if key else model(service=request.service)
    )


def _list(request: StaffRequest, title: str, table: object, add: str, words: str) -> HttpResponse:
    context = {"title": title, "table": table, "add_url": reverse(add), "add_words": words}
    return render(request, "partners/settings.html", context | {"back_url": reverse("partners:list")})


def _keep(request: StaffRequest, form: Any, title: str, done: str) -> HttpResponse:
    if submit(
        form, lambda: actions.keep_setting(by=request.user, row=form.instance, details=form.cleaned_data)
    ):
        messages.success(request, "Saved.")
        return redirect(done)
    context = {"title": title, "form": form, "button": "Save", "cancel_url": reverse(done)}
    return render(request, "pages/form.html", context | {"back_url": reverse(done)})
