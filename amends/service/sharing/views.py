"""Pages about the register of agreements: who signed, who has read them, when they are looked at again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import form_page, submit
from amends.service.sharing import actions
from amends.service.sharing.forms import (
    AgreementForm,
    PartyForm,
    ReadersForm,
    ReviewForm,
    SignForm,
    VersionForm,
    today,
)
from amends.service.sharing.lists import (
    agreement_rows,
    parties_table,
    protocols_table,
    readers_table,
    register_table,
)
from amends.service.sharing.models import Briefing, Party, SharingAgreement
from amends.service.sharing.rules import outstanding, overdue_reviews, protocols, register

MANAGE = Permission.PARTNERS_MANAGE


@staff_view(MANAGE)
def agreements(request: StaffRequest) -> HttpResponse:
    """The register, the five protocols, and what is overdue."""
    rows = register(request.service)
    context = {
        "title": "Agreements",
        "overdue": len(overdue_reviews(rows)),
        "protocols": protocols_table(protocols(rows)),
        "table": register_table(rows),
    }
    return render(request, "sharing/agreements.html", context)


@staff_view(MANAGE)
def agreement(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """One agreement with its signatures and its readers."""
    row = _agreement(request, agreement_id)
    readers = row.briefings.select_related("agency").order_by("agency__name", "name")
    context = {
        "title": row.title,
        "agreement": row,
        "rows": agreement_rows(row),
        "parties": parties_table(row.parties.all()),
        "readers": readers_table(readers, row.version),
        "outstanding": len(outstanding(row)),
    }
    return render(request, "sharing/agreement.html", context)


@staff_view(MANAGE)
def add(request: StaffRequest) -> HttpResponse:
    """Put an agreement on the register."""
    form = AgreementForm(request.POST or None, service=request.service, initial={"owner": request.user.pk})

    def save() -> None:
        details = dict(form.cleaned_data)
        parties = list(details.pop("parties"))
        form.made = actions.add_agreement(  # type: ignore[attr-defined]  # read below
            by=request.user, service=request.service, details=details, parties=parties
        )

    if submit(form, save):
        return redirect("sharing:agreement", form.made.pk)  # type: ignore[attr-defined]  # set above
    return form_page(request, form, "Add an agreement", reverse("sharing:agreements"))


@staff_view(MANAGE)
def edit(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """Correct what the register says."""
    row = _agreement(request, agreement_id)
    form = AgreementForm(request.POST or None, service=request.service, instance=row)
    title = "Change what the register says"
    return _step(request, row, form, title, actions.change_agreement, as_details=True)


@staff_view(MANAGE)
def add_party(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """One more body has to sign."""
    row = _agreement(request, agreement_id)
    form = PartyForm(request.POST or None, service=request.service)
    return _step(request, row, form, "Add a body that signs", actions.add_party)


@staff_view(MANAGE)
def sign(request: StaffRequest, party_id: int) -> HttpResponse:
    """Note a signature."""
    party = get_object_or_404(Party.objects.select_related("agency"), pk=party_id, service=request.service)
    form = SignForm(request.POST or None, initial=today())
    if submit(form, lambda: actions.sign(by=request.user, party=party, **form.cleaned_data)):
        messages.success(request, f"The signature of {party.agency.name} is noted.")
        return redirect("sharing:agreement", party.agreement_id)
    back = reverse("sharing:agreement", args=[party.agreement_id])
    return form_page(request, form, f"Signature of {party.agency.name}", back)


@staff_view(MANAGE)
def review(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """It has been looked at again."""
    row = _agreement(request, agreement_id)
    form = ReviewForm(request.POST or None, initial=today())
    return _step(request, row, form, "It has been looked at again", actions.review)


@staff_view(MANAGE)
def version(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """The paper has changed."""
    row = _agreement(request, agreement_id)
    form = VersionForm(request.POST or None)
    return _step(request, row, form, f"The paper has changed: version {row.version + 1}", actions.new_version)


@staff_view(MANAGE)
def add_readers(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """List the staff whom it concerns."""
    row = _agreement(request, agreement_id)
    form = ReadersForm(request.POST or None, service=request.service)
    return _step(request, row, form, "Staff whom it concerns", actions.add_readers)


@require_POST
@staff_view(MANAGE)
def send(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """It went to everybody who has not read it."""
    row = _agreement(request, agreement_id)
    count = actions.send_to_readers(by=request.user, agreement=row, on=timezone.localdate())
    messages.success(request, f"Noted: sent to {count}.")
    return redirect("sharing:agreement", row.pk)


@staff_view(MANAGE)
def read(request: StaffRequest, reader_id: int) -> HttpResponse:
    """Somebody has confirmed that they have read it."""
    rows = Briefing.objects.select_related("agreement")
    reader = get_object_or_404(rows, pk=reader_id, service=request.service)
    if request.method == "POST":
        actions.confirm_read(by=request.user, reader=reader)
        messages.success(request, f"Noted: {reader.name} has read it.")
        return redirect("sharing:agreement", reader.agreement_id)
    context = {
        "title": f"{reader.name} has read version {reader.agreement.version}",
        "button": "Note it",
        "cancel_url": reverse("sharing:agreement", args=[reader.agreement_id]),
    }
    return render(request, "pages/form.html", context)


def _agreement(request: StaffRequest, agreement_id: int) -> SharingAgreement:
    rows = SharingAgreement.objects.select_related("owner", "service").prefetch_related("parties__agency")
    return get_object_or_404(rows, pk=agreement_id, service=request.service)


def _step(
    request: StaffRequest, row: SharingAgreement, form: Any, title: str, act: Any, *, as_details: bool = False
) -> HttpResponse:
    def done() -> None:
        data = {"details": form.cleaned_data} if as_details else form.cleaned_data
        act(by=request.user, agreement=row, **data)

    if submit(form, done):
        messages.success(request, "Saved.")
        return redirect("sharing:agreement", row.pk)
    return form_page(request, form, title, reverse("sharing:agreement", args=[row.pk]))
