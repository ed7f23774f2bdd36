"""One person's preparation: one page with what was explained, their needs, who is beside them and the way they chose."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.attempt import attempt, carried_out
from amends.journey.preparation import actions
from amends.journey.preparation.forms.record import (
    JourneyForm,
    PlaceForm,
    PreparationForm,
    SignOffForm,
    UnavailableForm,
)
from amends.journey.preparation.forms.ways import WayForm
from amends.journey.preparation.models import Unavailable
from amends.journey.preparation.rules.person import known_of
from amends.journey.preparation.rules.record import record_of
from amends.journey.preparation.views.pages import SEEN, form_page, own

JOURNEY = ("area", "distance_miles", "travel_barrier", "video_asked_on", "video_setup")
PLACE = ("place_feeling", "place_offered", "place_visit_on", "place_result")


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Everything about getting this person ready."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    works = participant.case.is_open and may(request.user, Permission.CONTACT_LOG, request.service)
    context = {"participant": participant, "case": participant.case, "works": works, **known_of(participant)}
    return render(request, "preparation/person.html", context)


@staff_view(Permission.CONTACT_LOG)
def edit(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Write down what was explained and talked about."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = PreparationForm(request.POST or None, participant=participant, kept=record_of(participant))
    if form.is_valid():
        answers = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.prepare(
                by=request.user,
                participant=participant,
                explained=answers["explained"],
                on=answers["explained_on"],
                texts=form.texts(),
                more=form.more(),
                version=answers["version"],
            ),
        )
        if done is not None:
            messages.success(request, "Kept.")
            return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "Getting them ready", keep=True)


@staff_view(Permission.CONTACT_LOG)
def place(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """How they feel about a prison as the place."""
    return _one_subject(request, participant_id, PlaceForm, PLACE, "If they come into a prison")


@staff_view(Permission.CONTACT_LOG)
def journey(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """From where they come, and whether video was talked about."""
    return _one_subject(request, participant_id, JourneyForm, JOURNEY, "Getting there")


def _one_subject(
    request: StaffRequest, participant_id: int, kind: type[Form], names: tuple[str, ...], title: str
) -> HttpResponseBase:
    """A form for some fields of the record, which begins with what is kept."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = record_of(participant)
    form = kind(request.POST or None, initial={n: getattr(kept, n) for n in names} if kept else {})
    if carried_out(
        form,
        lambda: actions.prepare(
            by=request.user, participant=participant, explained=[], texts={}, more=form.cleaned_data
        ),
    ):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, title)


@staff_view(Permission.CONTACT_LOG)
def sign_off(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They are prepared."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = SignOffForm(request.POST or None)
    if carried_out(
        form, lambda: actions.sign_off(by=request.user, participant=participant, **form.cleaned_data)
    ):
        messages.success(request, "They are prepared.")
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "They are prepared")


@staff_view(Permission.CONTACT_LOG)
def unavailable(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """A time at which they cannot come."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = UnavailableForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.add_unavailable(by=request.user, participant=participant, details=form.cleaned_data),
    ):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "When can they not come?")


@staff_view(Permission.CONTACT_LOG)
def available(request: StaffRequest, participant_id: int, row_id: int) -> HttpResponseBase:
    """That time is free after all."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    row = own(Unavailable, participant, row_id)
    if request.method == "POST":
        actions.drop_unavailable(by=request.user, row=row)
    return redirect("preparation:person", participant.pk)


@staff_view(Permission.CONSENT_RECORD)
def way(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Record how they want to communicate."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = WayForm(request.POST or None)
    if form.is_valid():
        wanted, on, talk = form.cleaned_data["way"], form.cleaned_data["on"], form.talk()
        done = attempt(
            form,
            lambda: actions.choose_way(
                by=request.user, participant=participant, way=wanted, on=on, talk=talk
            ),
        )
        if done is not None:
            return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "How they want to communicate")
