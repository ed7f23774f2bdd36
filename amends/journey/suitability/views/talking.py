"""Talks with somebody: logging one, reading it, and the questions on paper."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.form_parts import FormParts
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for, parts_of
from amends.foundation.questionnaire.rules import definition_of, read_answers
from amends.journey.suitability.actions import log_interview, print_interview
from amends.journey.suitability.actions.interviewing import interview_key
from amends.journey.suitability.forms import InterviewForm
from amends.journey.suitability.models import Interview

SEEN = "suitability.looked_at"
RECORD = Permission.SUITABILITY_RECORD


@staff_view(RECORD)
def talk(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Log a talk, with the guide's questions; what was not asked is left empty."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = InterviewForm(request.POST or None, initial={"interviewer": request.user.name})
    listed = form_for(load_questionnaire(interview_key(participant)))(request.POST or None)
    if request.method == "POST" and listed.is_valid():
        answers = {key: answer for key, answer in listed.answers.items() if answer}
        if submit(
            form,
            lambda: log_interview(
                by=request.user, participant=participant, answers=answers, **form.cleaned_data
            ),
        ):
            messages.success(request, "The talk is on file.")
            return redirect("suitability:person", participant.pk)
    parts = FormParts(("The talk", form), *parts_of(listed))
    context = {"participant": participant, "case": participant.case, "form": form, "listed": listed}
    return render(request, "suitability/talk.html", {**context, "parts": parts})


@staff_view(Permission.CASE_SEE)
def one_talk(request: StaffRequest, participant_id: int, interview_id: int) -> HttpResponseBase:
    """One talk with its answers; a question without one was not asked."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    rows = Interview.objects.filter(participant=participant).select_related("response")
    interview = get_object_or_404(rows, pk=interview_id)
    response = interview.response
    read = read_answers(definition_of(response), response.answers) if response else []
    lines = [line for section in read for line in section.lines]
    context = {
        "participant": participant,
        "case": participant.case,
        "interview": interview,
        "asked": [line for line in lines if line.words],
        "not_asked": [line for line in lines if not line.words],
    }
    return render(request, "suitability/one_talk.html", context)


@staff_view(Permission.CASE_SEE)
@require_POST
def print_form(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The form to take along, or one talk as it was logged."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    wanted = read_key(request.POST.get("talk"))
    rows = Interview.objects.filter(participant=participant).select_related("response")
    interview = get_object_or_404(rows, pk=wanted) if wanted is not None else None
    try:
        document = print_interview(by=request.user, participant=participant, interview=interview)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("suitability:person", participant.pk)
    return redirect("documents:show", document.pk)
