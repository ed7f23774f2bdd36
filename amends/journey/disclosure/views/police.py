"""Requests about people harmed: ours to the police, and a provider's to a liaison officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.actions.police import known_of
from amends.journey.disclosure.forms import (
    PoliceForm,
    ReceivedForm,
    TellOfficerForm,
    VictimRequestForm,
    today,
)
from amends.journey.disclosure.models import DetailsAsked, VictimRequest
from amends.journey.disclosure.views.step import SEEN, person_of, row_of, sharing_page, visible_files
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.rules import missing_protocol


@staff_view(Permission.ENQUIRY_SEND)
def ask(request: StaffRequest, number: str) -> HttpResponse:
    """The request to the police, filled from the case; a missing protocol is named before it goes."""
    case = open_case(request.user, number, why=SEEN)
    form = _police_form(request, case)
    lead, back = missing_protocol(case.service, SharingAgreement.About.POLICE), sharing_page(number)
    if submit(form, lambda: _ask(request, form)):
        if lead:
            messages.warning(request, lead)
        return saved(request, "Asked. The time for the answer is running.", back)
    title = "Ask the police how to reach people harmed"
    return form_page(request, form, title, back, lead=lead, button="Ask")


def _police_form(request: StaffRequest, case: Case) -> PoliceForm:
    files = visible_files(request, case)
    people = Participant.objects.filter(file__in=files, side="harmed", left_at__isnull=True)
    return PoliceForm(
        request.POST or None,
        service=case.service,
        participants=people.select_related("file", "case__service").order_by("pk"),
        initial={"ground": "legal", **known_of(case)},
    )


def _ask(request: StaffRequest, form: PoliceForm) -> None:
    data = form.cleaned_data
    actions.request_victim_details(
        by=request.user,
        participant=data["participant"],
        agency=data["agency"],
        ground=data["ground"],
        ground_words=data["ground_words"],
        details=form.details(),
    )


@staff_view(Permission.ENQUIRY_SEND)
def received(request: StaffRequest, asked_id: int) -> HttpResponse:
    """What has come from the police."""
    rows = DetailsAsked.objects.select_related(
        "enquiry__agency", "enquiry__case", "enquiry__file", "file__case"
    )
    row = row_of(request, rows, asked_id)
    form = ReceivedForm(
        request.POST or None, initial={"address_on": row.address_on, "telephone_on": row.telephone_on}
    )
    back = sharing_page(row.file.case.number)
    if submit(form, lambda: actions.details_received(by=request.user, asked=row, **form.cleaned_data)):
        return saved(request, "Noted.", back)
    title = f"Day {row.days_outstanding()}: what has come from {row.enquiry.agency.name}"
    return form_page(request, form, title, back)


@staff_view(Permission.CONTACT_LOG)
def requests(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Providers who have asked about the person harmed, and where each request stands."""
    person = person_of(request, participant_id)
    form = VictimRequestForm(request.POST or None, initial=today())
    if submit(
        form, lambda: actions.receive_victim_request(by=request.user, participant=person, **form.cleaned_data)
    ):
        return saved(request, "Noted.", reverse("disclosure:requests", args=[participant_id]))
    rows = person.victim_requests.select_related("officer").order_by("-pk")
    context = {"title": "Providers who asked about them", "person": person, "rows": rows, "form": form}
    return render(request, "disclosure/requests.html", context)


@staff_view(Permission.CONTACT_LOG)
def tell(request: StaffRequest, request_id: int) -> HttpResponse:
    """Tell the officer who manages the sentence that a provider asked."""
    row = _request(request, request_id)
    form = TellOfficerForm(request.POST or None, service=row.participant.case.service, initial=today())
    back = reverse("disclosure:requests", args=[row.participant_id])
    if submit(form, lambda: actions.tell_officer(by=request.user, request=row, **form.cleaned_data)):
        return saved(request, "The officer is told.", back)
    return form_page(request, form, "Tell the officer who manages the sentence", back)


@staff_view(Permission.CONTACT_LOG)
def release(request: StaffRequest, request_id: int) -> HttpResponse:
    """Give out what was asked for."""
    row = _request(request, request_id)
    back = reverse("disclosure:requests", args=[row.participant_id])
    if request.method != "POST":
        return form_page(request, None, f"Release it to {row.asked_by}?", back, button="Release it")
    try:
        actions.release_victim_request(by=request.user, request=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _request(request: StaffRequest, request_id: int) -> VictimRequest:
    rows = VictimRequest.objects.select_related("participant__case__service", "participant__file", "file")
    found: VictimRequest = row_of(request, rows, request_id)
    return found
