"""What is done about a risk, and the checklist before a meeting."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import carried_out
from amends.foundation.pages.form_parts import FormParts
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import QuestionnaireForm, form_for, parts_of
from amends.foundation.questionnaire.drafting import say_kept
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of, own_draft, read_answers
from amends.journey.risk import actions
from amends.journey.risk.forms.people import EndForm, MeasureForm
from amends.journey.risk.models import Measure
from amends.journey.risk.rules.checklist import VENUE, checklist_key, place_checklist, preset

SEEN = "risk.looked_at"


def _measure(request: StaffRequest, participant_id: int, measure_id: int) -> Measure:
    participant = open_participant(request.user, participant_id, why=SEEN)
    rows = Measure.objects.filter(participant=participant, ended_on=None).select_related("file")
    return get_object_or_404(rows, pk=measure_id)


@staff_view(Permission.RISK_RECORD)
def add(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """One more risk with what is done about it."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = MeasureForm(request.POST or None)
    if submit(
        form,
        lambda: actions.note_measure(by=request.user, participant=participant, details=form.cleaned_data),
    ):
        return redirect("risk:person", participant.pk)
    return _form(request, form, "What could go wrong, and what is done about it", participant)


@staff_view(Permission.RISK_RECORD)
@require_POST
def in_place(request: StaffRequest, participant_id: int, measure_id: int) -> HttpResponseBase:
    """It is in place, or not any more."""
    measure = _measure(request, participant_id, measure_id)
    if measure.is_in_place:
        actions.fall_away(by=request.user, measure=measure)
    else:
        actions.put_in_place(by=request.user, measure=measure)
    return redirect("risk:person", participant_id)


@staff_view(Permission.RISK_RECORD)
def end(request: StaffRequest, participant_id: int, measure_id: int) -> HttpResponseBase:
    """Not needed any more."""
    measure = _measure(request, participant_id, measure_id)
    form = EndForm(request.POST or None)
    if submit(form, lambda: actions.end_measure(by=request.user, measure=measure, **form.cleaned_data)):
        return redirect("risk:person", participant_id)
    return _form(request, form, "Not needed any more", measure.participant)


@staff_view(Permission.RISK_RECORD)
def checklist(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The checklist before a meeting, with earlier ones below."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = _questions(request, participant)
    if request.method == "POST":
        act = _kept if "later" in request.POST else _completed
        if act(request, participant, form):
            return redirect("risk:person", participant.pk)
    context = {
        "title": "Checklist before a meeting",
        "participant": participant,
        "case": participant.case,
        "form": form,
        "parts": FormParts(*parts_of(form)),
        "earlier": [(row, read_answers(definition_of(row), row.answers)) for row in _earlier(participant)],
    }
    return render(request, "risk/checklist.html", context)


def _earlier(participant: Participant) -> QuerySet[Response]:
    """The checklists that were completed, newest first."""
    rows = Response.objects.filter(
        participant=participant, key=checklist_key(participant), state=Response.State.COMPLETE
    )
    return rows.select_related("answered_by").order_by("-completed_at", "-pk")


def _questions(request: StaffRequest, participant: Participant) -> QuestionnaireForm:
    """With the own draft, else with what the case answers by itself."""
    key = checklist_key(participant)
    draft = own_draft(request.user, f"participant:{participant.pk}", key)
    earlier = draft.answers if draft and draft.answers else preset(participant)
    later = "later" in request.POST
    return form_for(load_questionnaire(key))(request.POST or None, earlier=earlier, later=later)


def _kept(request: StaffRequest, participant: Participant, form: QuestionnaireForm) -> bool:
    """Keep all that can be kept; False where something cannot."""
    whole = form.is_valid()
    actions.keep_checklist(by=request.user, participant=participant, answers=form.answers)
    say_kept(request, whole=whole)
    return whole


def _completed(request: StaffRequest, participant: Participant, form: QuestionnaireForm) -> bool:
    def act() -> object:
        return actions.complete_checklist(by=request.user, participant=participant, answers=form.answers)

    if not carried_out(form, act):
        return False
    messages.success(request, "The checklist is on file. What is done about each risk is listed here.")
    return True


@staff_view(Permission.CASE_SEE)
def place(request: StaffRequest, number: str) -> HttpResponseBase:
    """The checklist about the place of a meeting; for those who assess risk to fill in."""
    case = open_case(request.user, number, why=SEEN)
    allowed = case.is_open and may(request.user, Permission.RISK_RECORD, case.service_id)
    if request.method == "POST" and not allowed:
        raise Http404
    form = form_for(load_questionnaire(VENUE))(request.POST or None)
    if carried_out(form, lambda: actions.complete_place(by=request.user, case=case, answers=form.answers)):
        messages.success(request, "The checklist about the place is on file.")
        return redirect("risk:overview", case.number)
    last = place_checklist(case)
    context = {
        "title": "The place of the meeting",
        "case": case,
        "form": form if allowed else None,
        "last": last,
        "sections": read_answers(definition_of(last), last.answers) if last else [],
    }
    return render(request, "risk/place.html", context)


def _form(request: StaffRequest, form: object, title: str, participant: Participant) -> HttpResponseBase:
    context = {
        "title": title,
        "form": form,
        "button": "Save",
        "caption": f"{participant.case.number} · {participant.initials}",
        "back_url": reverse("risk:person", args=[participant.pk]),
    }
    return render(request, "pages/form.html", context)
