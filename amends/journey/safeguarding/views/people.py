"""Pages of one person: parents and guardians, the safety plan, the check for fresh harm, and how they are afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.approval.rules import latest as latest_approval
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.foundation.questionnaire.rules import definition_of, read_answers
from amends.journey.safeguarding.actions.afterwards import judge_self_harm
from amends.journey.safeguarding.actions.children import note_adult, weigh_up
from amends.journey.safeguarding.actions.harm import check_harm
from amends.journey.safeguarding.actions.plans import log_incident, sign_plan, write_plan
from amends.journey.safeguarding.forms.young import (
    AdultForm,
    IncidentForm,
    PlanForm,
    SelfHarmForm,
    WeighForm,
)
from amends.journey.safeguarding.models import SafetyPlan, SelfHarm
from amends.journey.safeguarding.rules import children, harm, plans
from amends.journey.safeguarding.rules.lead import answered_services

SEEN = "safeguarding.person_looked_at"


@staff_view(Permission.CASE_SEE)
def family(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Ages, through whom they are reached, and what the adults say."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    context = {
        "title": "Parents and guardians",
        "participant": participant,
        "case": participant.case,
        "ages": children.ages_of(participant),
        "reach": children.reach(participant, timezone.localdate()),
        "adults": children.adults_of(participant),
        "said": participant.adults_say.select_related("adult", "recorded_by").order_by("-pk"),
        "weighings": participant.weighings.select_related("weighed_by").order_by("-pk"),
    }
    return render(request, "safeguarding/family.html", context)


@staff_view(Permission.CONSENT_RECORD)
def adult(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Record what a parent or guardian says."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = AdultForm(request.POST or None, adults=children.adults_of(participant))
    if submit(form, lambda: note_adult(by=request.user, participant=participant, **form.cleaned_data)):
        return redirect("safeguarding:family", participant.pk)
    return _form(request, form, "What a parent or guardian says", "family", participant)


@staff_view(Permission.SUITABILITY_RECORD)
def weigh(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Write down how age and support were weighed."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = WeighForm(request.POST or None)
    if submit(form, lambda: weigh_up(by=request.user, participant=participant, details=form.cleaned_data)):
        return redirect("safeguarding:family", participant.pk)
    return _form(request, form, "Age, maturity and support", "family", participant)


@staff_view(Permission.CASE_SEE)
def case_plans(request: StaffRequest, number: str) -> HttpResponse:
    """Everybody of the open files with their plan, and where it stands."""
    case = open_case(request.user, number, why=SEEN)
    files = set(CaseFile.objects.visible_to(request.user).filter(case=case).values_list("pk", flat=True))
    rows = [
        (person, getattr(person, "safety_plan", None))
        for person in plans.taking_part(case)
        if person.file_id in files
    ]
    context = {"title": "Keeping everybody safe", "case": case, "rows": rows, "hurt": harm.MAY_BE_HURT}
    return render(request, "safeguarding/plans.html", context)


@staff_view(Permission.CASE_SEE)
def plan(request: StaffRequest, participant_id: int) -> HttpResponse:
    """One plan, its signature, and what went wrong all the same."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    found = (
        SafetyPlan.objects.filter(participant=participant).select_related("written_by", "signed_by").first()
    )
    may_sign = may(
        request.user, Permission.APPROVAL_DECIDE, participant.service_id
    ) or participant.service_id in answered_services(request.user)
    context = {
        "title": "Safety plan",
        "participant": participant,
        "case": participant.case,
        "plan": found,
        "incidents": found.incidents.select_related("recorded_by").order_by("-at") if found else [],
        "may_sign": bool(found and may_sign and found.written_by_id != request.user.pk),
    }
    return render(request, "safeguarding/plan.html", context)


@staff_view(Permission.RISK_RECORD)
def edit_plan(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Write or change the plan."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    found = SafetyPlan.objects.filter(participant=participant).first()
    initial = {n: getattr(found, n) for n in ("risks", "controls", "way_out")} if found else None
    form = PlanForm(request.POST or None, initial=initial)
    if submit(form, lambda: write_plan(by=request.user, participant=participant, details=form.cleaned_data)):
        return redirect("safeguarding:plan", participant.pk)
    return _form(request, form, "Safety plan", "plan", participant)


@staff_view(Permission.CASE_SEE)
@require_POST
def sign(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Sign somebody else's plan."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    sign_plan(by=request.user, plan=get_object_or_404(SafetyPlan, participant=participant))
    messages.success(request, "The plan is signed.")
    return redirect("safeguarding:plan", participant.pk)


@staff_view(Permission.RISK_RECORD)
def incident(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Note what went wrong."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    found = get_object_or_404(SafetyPlan.objects.select_related("file"), participant=participant)
    form = IncidentForm(request.POST or None)
    if submit(form, lambda: log_incident(by=request.user, plan=found, **form.cleaned_data)):
        return redirect("safeguarding:plan", participant.pk)
    return _form(request, form, "Something went wrong", "plan", participant)


@staff_view(Permission.RISK_RECORD)
def fresh_harm(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The check of this stage, and the earlier ones with what the manager decided."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = form_for(load_questionnaire(harm.KEY))(request.POST or None)

    def act() -> object:
        return check_harm(by=request.user, participant=participant, answers=form.answers)

    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, "The check is on file.")
        return redirect("safeguarding:harm", participant.pk)
    context = {
        "title": "Could this hurt them again?",
        "participant": participant,
        "case": participant.case,
        "form": form,
        "checks": [_read(each) for each in harm.checks_of(participant)],
    }
    return render(request, "safeguarding/harm.html", context)


def _read(response: Any) -> dict[str, Any]:
    return {
        "response": response,
        "sections": read_answers(definition_of(response), response.answers),
        "positive": harm.is_positive(response),
        "decision": latest_approval(harm.approval_subject(response), harm.KEY),
    }


@staff_view(Permission.RISK_RECORD)
def afterwards(request: StaffRequest, participant_id: int) -> HttpResponse:
    """May they hurt themselves after the meeting?"""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = SelfHarmForm(request.POST or None)
    if submit(form, lambda: judge_self_harm(by=request.user, participant=participant, **form.cleaned_data)):
        messages.success(request, "The judgement is on file.")
        return redirect("safeguarding:afterwards", participant.pk)
    context = {
        "title": "How are they after the meeting?",
        "participant": participant,
        "case": participant.case,
        "form": form,
        "rows": SelfHarm.objects.filter(participant=participant).select_related("judged_by").order_by("-pk"),
    }
    return render(request, "safeguarding/afterwards.html", context)


def _form(
    request: StaffRequest, form: object, title: str, back: str, participant: Participant
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "button": "Save",
        "caption": f"{participant.case.number} · {participant.initials}",
        "back_url": reverse(f"safeguarding:{back}", args=[participant.pk]),
    }
    return render(request, "pages/form.html", context)
