"""Our requests to the police for how to reach people harmed."""

from django.contrib import messages
from django.http import HttpResponse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.actions.police import known_of
from amends.journey.disclosure.forms import PoliceForm, ReceivedForm
from amends.journey.disclosure.models import DetailsAsked
from amends.journey.disclosure.views.step import SEEN, row_of, sharing_page, visible_files
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
