"""Views of the person responsible around a sentence, beside each other; and how far they take responsibility."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant, Side
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of, in_words
from amends.journey.suitability.actions import record_view
from amends.journey.suitability.rules import views_of
from amends.journey.suitability.rules.later import AFTER, BEFORE, FIRST
from amends.journey.suitability.taken import series_of, table_of, warning
from amends.journey.suitability.views import small_form

SEEN = "suitability.looked_at"
HEADINGS = {
    "seen_on": "Seen on",
    "motivation": "Motivation",
    "remorse": "What they say about being sorry",
    "acceptance": "Owning the harm",
    "attitude": "Attitude to the person harmed",
    "confident": "Confident that they mean well",
}
RECORD = Permission.SUITABILITY_RECORD


def _responsible(request: StaffRequest, participant_id: int) -> Participant:
    participant = open_participant(request.user, participant_id, why=SEEN)
    if participant.side != Side.RESPONSIBLE:
        raise Http404
    return participant


@staff_view(Permission.CASE_SEE)
def side_by_side(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The report writer's view, the facilitator's own, and the one after sentence, beside each other (W8-213)."""
    participant = _responsible(request, participant_id)
    found = views_of(participant)
    rows = []
    for key, heading in HEADINGS.items():
        cells = [_cell(response, key) for response in found.values()]
        if any(cells):
            rows.append((heading, cells))
    context = {
        "participant": participant,
        "case": participant.case,
        "columns": [(definition_of(response).title, response) for response in found.values()],
        "rows": rows,
        "kinds": [(key, load_questionnaire(key).title) for key in (BEFORE, FIRST, AFTER)],
    }
    return render(request, "suitability/views.html", context)


def _cell(response: Response, key: str) -> str:
    """One answer in words, with what was written beside it; empty where this view does not ask it."""
    definition = definition_of(response)
    question = next((each for each in definition.questions if each.key == key), None)
    if question is None:
        return ""
    given = response.answers
    comment = given.get(question.comment_key)
    return ": ".join(part for part in (in_words(question, given.get(key)), comment) if part)


@staff_view(RECORD)
def view(request: StaffRequest, participant_id: int, key: str) -> HttpResponseBase:
    """Record one view."""
    participant = _responsible(request, participant_id)
    if key not in (BEFORE, FIRST, AFTER):
        raise Http404
    form = form_for(load_questionnaire(key))(request.POST or None)
    if submit(
        form, lambda: record_view(by=request.user, participant=participant, key=key, answers=form.answers)
    ):
        messages.success(request, "The view is on file.")
        return redirect("suitability:views", participant.pk)
    return small_form(request, participant, form, load_questionnaire(key).title)


@staff_view(Permission.CASE_SEE)
def responsibility(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """How far responsibility was taken at each stage, on the page of that person alone (EX-129)."""
    participant = open_participant(request.user, participant_id, why="suitability.responsibility_looked_at")
    if participant.side == Side.HARMED:
        raise Http404
    series = series_of(participant)
    context = {
        "participant": participant,
        "case": participant.case,
        "taken": table_of(series),
        "taken_warning": warning(series),
    }
    return render(request, "suitability/taken.html", context)
