"""The pages of a request to see one's own record: one step after the other."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.service.own_records import actions
from amends.service.own_records.forms import IdentityForm, ReceivedForm, RefuseForm, ReleaseForm
from amends.service.own_records.models import OwnRecordsRequest

SEEN = "own_records.looked_at"


@staff_view(Permission.SERVICE_MANAGE)
def person(request: StaffRequest, participant_id: int) -> HttpResponse:
    """All requests of one person, and noting a new one."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = ReceivedForm(request.POST or None, initial={"received_on": timezone.localdate()})
    made: list[OwnRecordsRequest] = []

    def save() -> None:
        made.append(actions.receive_request(by=request.user, participant=participant, **form.cleaned_data))

    if submit(form, save):
        return redirect("own_records:request", made[0].pk)
    rows = participant.own_records_requests.order_by("-pk")
    return render(
        request, "own_records/person.html", {"participant": participant, "form": form, "rows": rows}
    )


@staff_view(Permission.SERVICE_MANAGE)
def one(request: StaffRequest, request_id: int) -> HttpResponse:
    """Where one request stands, and its next step."""
    found = _open(request, request_id)
    return render(request, "own_records/request.html", {"found": found, "participant": found.participant})


@staff_view(Permission.SERVICE_MANAGE)
def identity(request: StaffRequest, request_id: int) -> HttpResponse:
    """How we made sure that it is them."""
    return _step(request, request_id, IdentityForm, actions.check_identity, "Who is asking?")


@staff_view(Permission.SERVICE_MANAGE)
@require_POST
def pack(request: StaffRequest, request_id: int) -> HttpResponse:
    """Make the pack, or make it anew after the record has changed."""
    found = _open(request, request_id)
    try:
        actions.make_pack(by=request.user, request=found)
        messages.success(request, "The pack is made. Read it through before you give it out.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("own_records:request", found.pk)


@staff_view(Permission.SERVICE_MANAGE)
def release(request: StaffRequest, request_id: int) -> HttpResponse:
    """It has been given to them."""
    return _step(request, request_id, ReleaseForm, actions.release, "Given to them")


@staff_view(Permission.SERVICE_MANAGE)
def refuse(request: StaffRequest, request_id: int) -> HttpResponse:
    """It is not given out, and why."""
    return _step(request, request_id, RefuseForm, actions.refuse, "Do not give it out")


def _step(
    request: StaffRequest,
    request_id: int,
    form_class: type[forms.Form],
    action: Callable[..., None],
    title: str,
) -> HttpResponse:
    found = _open(request, request_id)
    if not found.is_open:
        raise Http404
    form = form_class(request.POST or None)
    if submit(form, lambda: action(by=request.user, request=found, **form.cleaned_data)):
        messages.success(request, "Noted.")
        return redirect("own_records:request", found.pk)
    context = {"title": title, "form": form, "button": "Save"}
    context["cancel_url"] = reverse("own_records:request", args=[found.pk])
    return render(request, "pages/form.html", context)


def _open(request: StaffRequest, request_id: int) -> OwnRecordsRequest:
    rows = OwnRecordsRequest.objects.select_related("document", "identity_by", "released_by")
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise Http404
    found.participant = open_participant(request.user, found.participant_id, why=SEEN)
    return found
