"""For the person responsible: order or licence, and resistance to meeting. Nobody on the other side has these pages."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.models import Participant, Side
from amends.foundation.pages.submitting import submit
from amends.journey.consent import actions
from amends.journey.consent.forms import DecideForm, ResistanceForm, StandingForm
from amends.journey.consent.rules import resistance_of
from amends.journey.consent.views.board import opened


def responsible(request: StaffRequest, participant_id: int) -> Participant:
    """The person responsible, through the door of their own file."""
    participant = opened(request, participant_id)
    if participant.side != Side.RESPONSIBLE:
        raise Http404
    return participant


@staff_view(Permission.PARTICIPANT_EDIT)
def standing(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Voluntary, or a condition of an order or licence."""
    participant = responsible(request, participant_id)
    form = StandingForm(request.POST or None)
    if submit(
        form, lambda: actions.mark_standing(by=request.user, participant=participant, **form.cleaned_data)
    ):
        return redirect("consent:board", participant.pk)
    return _form(request, participant, form, "Order or licence")


@staff_view(Permission.CONSENT_RECORD)
def resistance(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They are against meeting, whatever they have said."""
    participant = responsible(request, participant_id)
    form = ResistanceForm(request.POST or None)
    if submit(
        form, lambda: actions.note_resistance(by=request.user, participant=participant, **form.cleaned_data)
    ):
        return redirect("consent:board", participant.pk)
    return _form(request, participant, form, "They are against meeting")


@staff_view(Permission.APPROVAL_DECIDE)
def decide(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The manager's findings about a meeting over resistance."""
    participant = responsible(request, participant_id)
    if resistance_of(participant) is None:
        raise Http404
    form = DecideForm(request.POST or None)
    if submit(
        form, lambda: actions.decide_resistance(by=request.user, participant=participant, **form.cleaned_data)
    ):
        return redirect("consent:board", participant.pk)
    return _form(request, participant, form, "May they meet all the same?")


@staff_view(Permission.CONSENT_RECORD)
@require_POST
def over(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They have come round to it."""
    participant = responsible(request, participant_id)
    if resistance_of(participant) is None:
        raise Http404
    actions.resistance_is_over(by=request.user, participant=participant)
    messages.success(request, "Noted. What was noted before stays on their file.")
    return redirect("consent:board", participant.pk)


def _form(request: StaffRequest, participant: Participant, form: object, title: str) -> HttpResponseBase:
    back = reverse("consent:board", args=[participant.pk])
    caption = f"{participant.case.number} · {participant.words} · {participant.initials}"
    context = {"form": form, "title": title, "caption": caption, "cancel_url": back, "back_url": back}
    return render(request, "pages/form.html", {**context, "button": "Save"})
