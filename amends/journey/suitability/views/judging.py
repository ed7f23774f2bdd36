"""Judgements side by side, for a case and for one person; making one; reading its answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant, Side
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.form_parts import FormParts
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import QuestionnaireForm, form_for, parts_of
from amends.foundation.questionnaire.drafting import say_kept, so_far, with_gaps
from amends.foundation.questionnaire.rules import definition_of, own_draft, read_answers
from amends.journey.suitability.actions import judge, keep_judgement, note_early_refusal, print_judgement
from amends.journey.suitability.forms import JudgementForm
from amends.journey.suitability.grounds import ground_words
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import (
    any_found_unsuitable,
    is_eligible,
    latest_of,
    ways_to_judge,
    what_is_missing,
)
from amends.journey.suitability.rules.judging import lacks_interview
from amends.journey.suitability.rules.scheme import form_key
from amends.journey.suitability.rules.talks import underway
from amends.journey.suitability.taken import judged_series, warning

SEEN = "suitability.looked_at"


@staff_view(Permission.CASE_SEE)
def overview(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody of the sides this user may see, with each kind of judgement beside the others."""
    case = open_case(request.user, number, why=SEEN)
    files = CaseFile.objects.visible_to(request.user)
    people = list(Participant.objects.filter(case=case, file__in=files).order_by("side", "pk"))
    latest = latest_of(people)
    rows = [(person, latest[person.pk], _flags(latest[person.pk])) for person in people if person.takes_part]
    whole = both_sides_seen(case)
    context = {
        "case": case,
        "rows": rows,
        "whole": whole,
        "missing": what_is_missing(case, whole=whole),
        "unsuitable": any_found_unsuitable(case),
    }
    return render(request, "suitability/overview.html", context)


def _about(participant: Participant) -> dict[str, object]:
    """Whom a page is about."""
    return {"participant": participant, "case": participant.case}


def _flags(judgements: dict[str, Judgement]) -> list[str]:
    return list(dict.fromkeys(flag for judgement in judgements.values() for flag in judgement.flags))


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The three judgements of one person side by side, the talks with them, and what can be done."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    case, ways = participant.case, ways_to_judge(request.user, participant.service_id)
    history = list(participant.judgements.select_related("judged_by", "told").order_by("-pk"))
    latest = {judgement.made_as: judgement for judgement in reversed(history)}
    talks, begun = underway(request.user, participant)
    context = {
        **_about(participant),
        "columns": [
            (kind, latest.get(kind.value), kind in ways, begun.get(kind)) for kind in Judgement.MadeAs
        ],
        "words": {judgement.pk: ground_words(judgement.grounds) for judgement in history},
        "earlier": [judgement for judgement in history if judgement not in latest.values()],
        "untold": next((j for j in history if j.outcome == "not_suitable" and not hasattr(j, "told")), None),
        "talks": talks,
        "flags": _flags(latest),
        "may_judge": bool(ways) and case.is_open and is_eligible(case),
        "responsible": participant.side != Side.HARMED,
        "taken_warning": warning(judged_series(history)),
    }
    return render(request, "suitability/person.html", context)


@staff_view(Permission.SUITABILITY_RECORD)
def judging(request: StaffRequest, participant_id: int, made_as: str) -> HttpResponseBase:
    """A new judgement: the questions of this side, then the conclusion. What was answered can be kept for later."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    if made_as not in ways_to_judge(request.user, participant.service_id) or not is_eligible(
        participant.case
    ):
        raise Http404
    listed, form = _forms(request, participant, made_as)
    if request.method == "POST":
        act = _keep if "later" in request.POST else _judged
        if act(request, participant, made_as, form, listed):
            return redirect("suitability:person", participant.pk)
    context = {
        **_about(participant),
        "form": form,
        "listed": listed,
        "parts": FormParts(*(parts_of(listed) if listed else []), ("Your judgement", form)),
        "kind": Judgement.MadeAs(made_as).label,
    }
    return render(request, "suitability/judge.html", context)


def _forms(
    request: StaffRequest, participant: Participant, made_as: str
) -> tuple[QuestionnaireForm | None, JudgementForm]:
    """The questions and the conclusion, with what was kept of them; a manager is asked no questions."""
    key, later = form_key(participant, made_as), "later" in request.POST
    draft = own_draft(request.user, f"participant:{participant.pk}", key) if key else None
    form = JudgementForm(
        request.POST or None,
        participant=participant,
        made_as=made_as,
        earlier=draft.beside if draft else None,
    )
    if not key:
        return None, form
    asked = form_for(load_questionnaire(key))
    listed = asked(request.POST or None, earlier=draft.answers if draft else None, later=later)
    return listed, with_gaps(form) if later else form


def _keep(
    request: StaffRequest,
    participant: Participant,
    made_as: str,
    form: JudgementForm,
    listed: QuestionnaireForm | None,
) -> bool:
    """Keep all that can be kept; False where something cannot, which then stands on the page with the reason."""
    if listed is None:  # a manager is asked nothing that could be kept
        return False
    whole = all([listed.is_valid(), form.is_valid()])
    told = keep_judgement(
        by=request.user, participant=participant, made_as=made_as, answers=listed.answers, beside=so_far(form)
    )
    say_kept(request, whole=whole, told=told)
    return whole


def _judged(
    request: StaffRequest,
    participant: Participant,
    made_as: str,
    form: JudgementForm,
    listed: QuestionnaireForm | None,
) -> bool:
    """Whether it is on file. An attempt to turn somebody down unheard is counted."""
    answered = listed is None or listed.is_valid()
    if not form.is_valid():
        return False
    found = form.findings(listed.answers if listed and answered else {})
    if found.outcome == Judgement.Outcome.NOT_SUITABLE and lacks_interview(
        participant, found.grounds, found.interviewed_on
    ):
        note_early_refusal(by=request.user, participant=participant)
    if not answered:
        return False
    made: Any = attempt(
        form, lambda: judge(by=request.user, participant=participant, made_as=made_as, findings=found)
    )
    if made is None:
        return False
    if made.outcome != found.outcome:
        messages.warning(request, f"By the answers themselves it is not suitable: {' '.join(made.because)}")
    messages.success(request, "The judgement is on file.")
    return True


def _of(participant: Participant, judgement_id: int) -> Judgement:
    rows = Judgement.objects.filter(participant=participant).select_related("judged_by", "response", "told")
    judgement = get_object_or_404(rows, pk=judgement_id)
    judgement.participant = participant
    return judgement


@staff_view(Permission.CASE_SEE)
def answers(request: StaffRequest, participant_id: int, judgement_id: int) -> HttpResponseBase:
    """One judgement with everything that was answered."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    judgement = _of(participant, judgement_id)
    response = judgement.response
    context = {
        **_about(participant),
        "judgement": judgement,
        "grounds": ground_words(judgement.grounds),
        "sections": read_answers(definition_of(response), response.answers) if response else [],
    }
    return render(request, "suitability/answers.html", context)


@staff_view(Permission.CASE_SEE)
@require_POST
def printed(request: StaffRequest, participant_id: int, judgement_id: int) -> HttpResponseBase:
    """The judgement as a document of this person's file."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    try:
        document = print_judgement(by=request.user, judgement=_of(participant, judgement_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("suitability:answers", participant.pk, judgement_id)
    return redirect("documents:show", document.pk)
