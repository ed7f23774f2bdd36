"""Providers who ask a liaison officer about somebody harmed: what they may have, and what they can still read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.models import Agency
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import access_of
from amends.foundation.pages.fields import MomentField
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.forms import (
    ReleaseAnswerForm,
    ReleaseForm,
    TellOfficerForm,
    VictimRequestForm,
    today,
)
from amends.journey.disclosure.lists import requests_shown
from amends.journey.disclosure.models import VictimRequest
from amends.journey.disclosure.release_rules import covered
from amends.journey.disclosure.views.step import person_of, row_of

RELEASE = Permission.DETAILS_RELEASE


@staff_view(RELEASE)
def requests(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Providers who have asked about the person harmed, and where each request stands."""
    person = person_of(request, participant_id)
    form = VictimRequestForm(request.POST or None, initial=today())
    if submit(
        form, lambda: actions.receive_victim_request(by=request.user, participant=person, **form.cleaned_data)
    ):
        return saved(request, "Noted.", reverse("disclosure:requests", args=[participant_id]))
    rows = person.victim_requests.select_related("officer", "provider").prefetch_related(
        "answers", "releases"
    )
    context = {"title": "Providers who asked about them", "person": person, "form": form}
    context["rows"] = requests_shown(rows.order_by("-pk"), person)
    return render(request, "disclosure/requests.html", context)


@staff_view(RELEASE)
def tell(request: StaffRequest, request_id: int) -> HttpResponse:
    """Tell the officer who manages the sentence that a provider asked."""
    row = _request(request, request_id)
    form = TellOfficerForm(request.POST or None, service=row.participant.case.service, initial=today())
    if submit(form, lambda: actions.tell_officer(by=request.user, request=row, **form.cleaned_data)):
        return saved(request, "The officer is told.", _back(row))
    return form_page(request, form, "Tell the officer who manages the sentence", _back(row))


@staff_view(RELEASE)
def answer(request: StaffRequest, request_id: int) -> HttpResponse:
    """What the person harmed said to this provider's request."""
    row = _request(request, request_id)
    first: dict[str, Any] = {"said_at": MomentField.now(), "provider": row.provider_id}
    form = ReleaseAnswerForm(request.POST or None, service=row.participant.case.service, initial=first)
    if submit(form, lambda: actions.answer_release(by=request.user, request=row, **form.cleaned_data)):
        return saved(request, "Written down. It counts from this moment.", _back(row))
    lead = "It is theirs to say yes or no, and to take it back at any moment without a reason."
    return form_page(request, form, f"What they said about {row.asked_by}", _back(row), lead=lead)


@staff_view(RELEASE)
def release(request: StaffRequest, request_id: int) -> HttpResponse:
    """Let the provider read what they have agreed to, and no more."""
    row = _request(request, request_id)
    form = ReleaseForm(request.POST or None, initial={"items": covered(row)})
    if submit(form, lambda: actions.release_items(by=request.user, request=row, **form.cleaned_data)):
        return saved(request, "Released: the provider can read it from now on.", _back(row))
    title = f"Release details to {row.provider or row.asked_by}"
    return form_page(request, form, title, _back(row), button="Release it")


@staff_view(Permission.REFERRAL_MAKE)
def released(request: StaffRequest) -> HttpResponse:
    """For a provider's own people: what was released to them, as long as it is."""
    agency = _own_agency(request)
    passed = actions.read_released(by=request.user, agency=agency)
    return render(
        request, "disclosure/released.html", {"title": "Released to us", "passed": passed, "agency": agency}
    )


def _own_agency(request: StaffRequest) -> Agency:
    for member in access_of(request.user).memberships:
        if member.service_id == request.service.pk and member.agency:
            return member.agency
    raise Http404


def _back(row: VictimRequest) -> str:
    return reverse("disclosure:requests", args=[row.participant_id])


def _request(request: StaffRequest, request_id: int) -> VictimRequest:
    rows = VictimRequest.objects.select_related(
        "participant__case__service", "participant__file", "file", "provider"
    )
    found: VictimRequest = row_of(request, rows, request_id)
    return found
