"""Scores of the person responsible: what is on file, entering one, and working OGRS3 out."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant, Side
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.ogrs3 import ogrs3_table
from amends.journey.suitability.actions import enter_score, score_from_facts
from amends.journey.suitability.forms import FactsForm, GivenScoreForm

SEEN = "suitability.scores_looked_at"


def _responsible(request: StaffRequest, participant_id: int) -> Participant:
    participant = open_participant(request.user, participant_id, why=SEEN)
    if participant.side == Side.HARMED:
        raise Http404
    return participant


@staff_view(Permission.CASE_SEE)
def scores(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Every score on file with its instrument, version, day and who entered it."""
    participant = _responsible(request, participant_id)
    rows = participant.scores.select_related("entered_by").order_by("-scored_on", "-pk")
    context = {
        "participant": participant,
        "case": participant.case,
        "scores": rows,
        "words": ogrs3_table().words,
    }
    return render(request, "suitability/scores.html", context)


@staff_view(Permission.SUITABILITY_RECORD)
def enter(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Enter a score as it was given."""
    participant = _responsible(request, participant_id)
    form = GivenScoreForm(request.POST or None)
    if submit(form, lambda: enter_score(by=request.user, participant=participant, given=form.given())):
        messages.success(request, "The score is on file.")
        return redirect("suitability:scores", participant.pk)
    lead = "As it was given to you. Nothing is worked out from it, and it decides nothing by itself."
    return _page(request, participant, form, "Enter a score", lead)


@staff_view(Permission.SUITABILITY_RECORD)
def calculate(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Work OGRS3 out from basic facts."""
    participant = _responsible(request, participant_id)
    form = FactsForm(request.POST or None, participant=participant)
    if submit(form, lambda: score_from_facts(by=request.user, participant=participant, facts=form.facts())):
        messages.success(request, "OGRS3 is worked out and on file.")
        return redirect("suitability:scores", participant.pk)
    return _page(request, participant, form, "Work out OGRS3", ogrs3_table().words)


def _page(
    request: StaffRequest, participant: Participant, form: object, title: str, lead: str
) -> HttpResponseBase:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "caption": f"{participant.case.number} · {participant.words} · {participant.initials}",
        "button": "Record it",
        "back_url": reverse("suitability:scores", args=[participant.pk]),
    }
    return render(request, "pages/form.html", context)
