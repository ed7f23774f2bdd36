"""One person's preparation: one page with what was talked about, their needs and the way they chose."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.attempt import attempt
from amends.journey.consent.purposes import purpose
from amends.journey.preparation.actions import TEXTS, add_need, choose_way, meet_need, prepare
from amends.journey.preparation.forms import MeetNeedForm, NeedForm, PreparationForm, WayForm
from amends.journey.preparation.models import Need, Preparation
from amends.journey.preparation.rules import EXPLAIN

SEEN = "preparation.looked_at"


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Everything about getting this person ready."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = Preparation.objects.filter(participant=participant).first()
    choice = participant.way_choices.order_by("-pk").first()
    done = kept.explained if kept else []
    context = {
        "participant": participant,
        "case": participant.case,
        "kept": kept,
        "explained": [(words, key in done) for key, words in EXPLAIN.items()],
        "needs": participant.needs.order_by("met_on", "pk"),
        "choice": choice,
        "way": purpose(choice.way) if choice else None,
    }
    return render(request, "preparation/person.html", context)


@staff_view(Permission.CONTACT_LOG)
def edit(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Write down what was talked about."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = Preparation.objects.filter(participant=participant).first()
    initial = {n: getattr(kept, n) for n in ("explained", "version", *TEXTS)} if kept else {}
    form = PreparationForm(request.POST or None, initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        done = attempt(
            form,
            lambda: prepare(
                by=request.user,
                participant=participant,
                explained=answers["explained"],
                texts=form.texts(),
                version=answers["version"],
            ),
        )
        if done is not None:
            messages.success(request, "Kept.")
            return redirect("preparation:person", participant.pk)
    return _page(request, participant.pk, form, "Getting them ready")


@staff_view(Permission.CONTACT_LOG)
def need(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Add something they need."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = NeedForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        if attempt(form, lambda: add_need(by=request.user, participant=participant, **answers)) is not None:
            return redirect("preparation:person", participant.pk)
    return _page(request, participant.pk, form, "Something they need")


@staff_view(Permission.CONTACT_LOG)
def met(request: StaffRequest, participant_id: int, need_id: int) -> HttpResponseBase:
    """Say what is done about a need."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = Need.objects.filter(participant=participant, pk=need_id).first()
    if wanted is None:
        raise Http404
    form = MeetNeedForm(request.POST or None, initial={"planned": wanted.planned, "met_on": wanted.met_on})
    if form.is_valid():
        answers = form.cleaned_data
        if attempt(form, lambda: meet_need(by=request.user, need=wanted, **answers)) is not None:
            return redirect("preparation:person", participant.pk)
    return _page(request, participant.pk, form, f"They need: {wanted.words}")


@staff_view(Permission.CONSENT_RECORD)
def way(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Record how they want to communicate."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = WayForm(request.POST or None)
    if form.is_valid():
        wanted, on, talk = form.cleaned_data["way"], form.cleaned_data["on"], form.talk()
        done = attempt(
            form, lambda: choose_way(by=request.user, participant=participant, way=wanted, on=on, talk=talk)
        )
        if done is not None:
            return redirect("preparation:person", participant.pk)
    return _page(request, participant.pk, form, "How they want to communicate")


def _page(request: StaffRequest, participant_id: int, form: object, title: str) -> HttpResponseBase:
    context = {"form": form, "title": title, "participant_id": participant_id}
    return render(request, "preparation/form.html", context)
