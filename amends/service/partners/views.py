"""Pages about partners: who they are, what they send, who has gone quiet, and the settings about them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.clock.models import Clock
from amends.foundation.pages.submitting import submit
from amends.service.partners import actions
from amends.service.partners.activity import activity_since, months_before
from amends.service.partners.forms import AgencyForm, ContactForm, EstablishmentForm, FeedbackForm, QuietForm
from amends.service.partners.lists import activity_table, agency_rows, contacts_table, feedback_table
from amends.service.partners.models import Establishment, PartnerContact, PartnerFeedback

DEFAULT_MONTHS = 3


def _since(request: StaffRequest) -> tuple[int, date]:
    form = QuietForm(request.GET)
    months = (form.cleaned_data["months"] if form.is_valid() else 0) or DEFAULT_MONTHS
    return months, months_before(timezone.localdate(), months)


@staff_view(Permission.PARTNERS_MANAGE)
def partners(request: StaffRequest) -> HttpResponse:
    """Every partner with what came from it over the chosen time; those who sent nothing stand first."""
    months, since = _since(request)
    found = activity_since(request.service, since)
    context = {
        "title": "Partners",
        "form": QuietForm({"months": months}),
        "since": since,
        "quiet": sum(activity.is_quiet for activity in found),
        "table": activity_table(found),
    }
    return render(request, "partners/partners.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def agency(request: StaffRequest, agency_id: int) -> HttpResponse:
    """One partner: its part, its people, what it sent and what it said."""
    found = _agency(request, agency_id)
    since = months_before(timezone.localdate(), 12)
    activity = next((a for a in activity_since(request.service, since) if a.agency.pk == found.pk), None)
    contacts = PartnerContact.objects.filter(agency=found, left_on__isnull=True).order_by("name")
    feedback = PartnerFeedback.objects.filter(agency=found).order_by("-received_on", "-pk")[:50]
    prompt = Clock.objects.filter(
        subject=f"agency:{found.pk}", name=actions.CONTACT_CLOCK, stopped_at__isnull=True
    )
    context = {
        "title": found.name,
        "agency": found,
        "rows": agency_rows(found, activity),
        "contacts": contacts_table(contacts),
        "people": contacts,
        "feedback": feedback_table(feedback),
        "prompted": prompt.exists(),
        "is_prison": found.kind == AgencyKind.PRISON,
        "establishment": Establishment.objects.filter(agency=found).first(),
    }
    return render(request, "partners/agency.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def edit_agency(request: StaffRequest, agency_id: int | None = None) -> HttpResponse:
    """Add a partner, or change one."""
    found = _agency(request, agency_id) if agency_id else Agency(service=request.service)
    form = AgencyForm(request.POST or None, instance=found)
    done = submit(
        form, lambda: actions.keep_agency(by=request.user, agency=form.instance, details=form.cleaned_data)
    )
    if done:
        messages.success(request, f"{form.instance.name} is saved.")
        return redirect("partners:agency", form.instance.pk)
    return _form(request, form, "Change this partner" if agency_id else "Add a partner", found)


@staff_view(Permission.PARTNERS_MANAGE)
def establishment(request: StaffRequest, agency_id: int) -> HttpResponse:
    """What sort of prison it is."""
    found = _agency(request, agency_id)
    known = Establishment.objects.filter(agency=found).first()
    form = EstablishmentForm(request.POST or None, initial={"kind": known.kind if known else None})
    if submit(form, lambda: actions.say_establishment(by=request.user, agency=found, **form.cleaned_data)):
        messages.success(request, "Saved.")
        return redirect("partners:agency", found.pk)
    return _form(request, form, f"What sort of establishment is {found.name}?", found)


@staff_view(Permission.PARTNERS_MANAGE)
def add_contact(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Note somebody at a partner."""
    found = _agency(request, agency_id)
    form = ContactForm(request.POST or None)
    if submit(form, lambda: actions.keep_contact(by=request.user, agency=found, details=form.cleaned_data)):
        messages.success(request, "The contact is saved.")
        return redirect("partners:agency", found.pk)
    return _form(request, form, f"Add a contact at {found.name}", found)


@staff_view(Permission.PARTNERS_MANAGE)
def add_feedback(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Keep what a partner has said."""
    found = _agency(request, agency_id)
    form = FeedbackForm(request.POST or None)
    if submit(form, lambda: actions.record_feedback(by=request.user, agency=found, **form.cleaned_data)):
        messages.success(request, "The feedback is saved.")
        return redirect("partners:agency", found.pk)
    return _form(request, form, f"Feedback from {found.name}", found)


@require_POST
@staff_view(Permission.PARTNERS_MANAGE)
def prompt(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Put getting in touch on the worklist."""
    actions.prompt_contact(by=request.user, agency=_agency(request, agency_id))
    messages.success(request, "It is on your worklist.")
    return redirect("partners:agency", agency_id)


@require_POST
@staff_view(Permission.PARTNERS_MANAGE)
def contacted(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Somebody has been in touch."""
    actions.contacted(by=request.user, agency=_agency(request, agency_id))
    messages.success(request, "Noted. It is off the worklist.")
    return redirect("partners:agency", agency_id)


@require_POST
@staff_view(Permission.PARTNERS_MANAGE)
def contact_left(request: StaffRequest, contact_id: int) -> HttpResponse:
    """Somebody no longer works at a partner."""
    contact = get_object_or_404(PartnerContact, pk=contact_id, service=request.service)
    actions.contact_left(by=request.user, contact=contact, on=timezone.localdate())
    messages.success(request, "They no longer show among the contacts.")
    return redirect("partners:agency", contact.agency_id)


def _agency(request: StaffRequest, agency_id: int) -> Agency:
    return get_object_or_404(Agency, pk=agency_id, service=request.service)


def _form(request: StaffRequest, form: Any, title: str, agency: Agency) -> HttpResponse:
    back = ("partners:agency", agency.pk) if agency.pk else ("partners:list",)
    url = redirect(*back).url
    context = {"title": title, "form": form, "button": "Save", "cancel_url": url, "back_url": url}
    return render(request, "pages/form.html", context)
