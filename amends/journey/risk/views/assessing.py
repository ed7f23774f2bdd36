"""A new assessment of risk, in parts that fold; what is half filled in can be kept."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import carried_out
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import QuestionnaireForm, form_for
from amends.foundation.questionnaire.drafting import say_kept, so_far, with_gaps
from amends.journey.risk.actions import assess, keep_assessment
from amends.journey.risk.forms.people import AssessmentForm
from amends.journey.risk.rules.series import draft_of, earlier_trouble, form_of
from amends.journey.safeguarding.rules.children import children_in


@staff_view(Permission.RISK_RECORD)
def assess_anew(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """A new assessment, on a page of its own. "Save and go on later" keeps everything that stands on it."""
    participant = open_participant(request.user, participant_id, why="risk.looked_at")
    trouble = earlier_trouble(participant)
    last = participant.risk_assessments.order_by("-pk").first()
    asked, form = _forms(request, participant, first=last is None, trouble=bool(trouble))
    if request.method == "POST":
        act = _keep if "later" in request.POST else _assess
        if act(request, participant, asked, form):
            return redirect("risk:person", participant.pk)
    context = {
        "participant": participant,
        "case": participant.case,
        "last": last,
        "trouble": trouble,
        "asked": asked,
        "form": form,
        "parts": form.in_parts(asked),
    }
    return render(request, "risk/assess.html", context)


def _forms(
    request: StaffRequest, participant: Participant, *, first: bool, trouble: bool
) -> tuple[QuestionnaireForm, AssessmentForm]:
    """Both forms of the page, with what was kept of them."""
    draft, later = draft_of(request.user, participant), "later" in request.POST
    definition = load_questionnaire(form_of(participant.case))
    asked = form_for(definition)(request.POST or None, earlier=draft.answers if draft else None, later=later)
    form = AssessmentForm(
        request.POST or None,
        earlier=draft.beside if draft else None,
        with_child=bool(children_in(participant)),
        with_trouble=trouble,
        first=first,
    )
    return asked, with_gaps(form) if later else form


def _keep(
    request: StaffRequest, participant: Participant, asked: QuestionnaireForm, form: AssessmentForm
) -> bool:
    """Keep all that can be kept; False where something cannot, which then stands on the page with the reason."""
    whole = all([asked.is_valid(), form.is_valid()])
    told = keep_assessment(
        by=request.user, participant=participant, answers=asked.answers, beside=so_far(form)
    )
    say_kept(request, whole=whole, told=told)
    return whole


def _assess(
    request: StaffRequest, participant: Participant, asked: QuestionnaireForm, form: AssessmentForm
) -> bool:
    if not all([asked.is_valid(), form.is_valid()]):
        return False
    moment, finding = form.cleaned_data["moment"], form.finding(asked.answers)

    def act() -> object:
        return assess(by=request.user, participant=participant, moment=moment, finding=finding)

    if not carried_out(form, act):
        return False
    messages.success(request, "The assessment is on file.")
    return True
