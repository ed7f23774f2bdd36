"""The follow-up form on one page, what was answered, and two lists that come of it."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import attempt
from amends.foundation.questionnaire.asking import QuestionnaireForm, form_for
from amends.foundation.questionnaire.rules import definition_of, read_answers
from amends.journey.allocation.rules import facilitators_of
from amends.journey.consent.purposes import purpose
from amends.journey.contact.rules import attempts
from amends.journey.evaluation.actions import keep_answers, take_feedback
from amends.journey.evaluation.models import Feedback
from amends.journey.evaluation.rules import (
    CONSENTS,
    ambassadors,
    draft_of,
    form_of,
    handed_out,
    needs_not_met,
)
from amends.journey.followup.models import FollowUp
from amends.journey.followup.rules import open_follow_up

SEEN = "evaluation.looked_at"


@staff_view(Permission.FEEDBACK_RECORD)
def ask(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """All questions on one page. What was typed is kept and looked at even when the form is not complete."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    follow_up = open_follow_up(participant)
    if follow_up is None:
        raise Http404
    draft = draft_of(follow_up)
    questions = form_for(form_of(follow_up))
    earlier = {"handed_out": handed_out(participant), **(draft.answers if draft else {})}
    form = questions(request.POST or None, earlier=earlier)
    if request.method == "POST":
        kept = questions(request.POST, later=True)
        if kept.is_valid() or kept.answers:
            keep_answers(by=request.user, follow_up=follow_up, answers=kept.answers)
        if "later" in request.POST:
            messages.success(request, "Kept. You can go on with it later.")
            return redirect("followup:person", participant.pk)
        if form.is_valid() and _completed(request, form, follow_up):
            return redirect("followup:person", participant.pk)
    return render(request, "evaluation/ask.html", {"form": form, **_heading(participant, follow_up)})


def _completed(request: StaffRequest, form: QuestionnaireForm, follow_up: FollowUp) -> bool:
    done = attempt(
        form,
        lambda: take_feedback(by=request.user, follow_up=follow_up, answers=form.answers),
    )
    if done:
        messages.success(request, "Complete. Thank them, and leave our number with them.")
    return done is not None


def _heading(participant: Participant, follow_up: FollowUp) -> dict[str, object]:
    """What the paper form asks for at its head, from the case (EX-158)."""
    points = participant.contact_points.filter(is_safe=True, kind__in=("mobile", "landline"))
    return {
        "participant": participant,
        "case": participant.case,
        "follow_up": follow_up,
        "numbers": points.order_by("rank", "pk"),
        "facilitators": facilitators_of(participant.case),
        "tried": attempts(participant),
    }


@staff_view(Permission.FEEDBACK_RECORD)
def answers(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """What somebody answered, in their own words."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    taken = Feedback.objects.filter(participant=participant).select_related("response", "taken_by")
    read = [(each, read_answers(definition_of(each.response), each.response.answers)) for each in taken]
    if not read:
        raise Http404
    return render(request, "evaluation/answers.html", {"participant": participant, "read": read})


@staff_view(Permission.REFERRAL_SCREEN)
def unmet(request: StaffRequest) -> HttpResponseBase:
    """Needs that were on file and not taken care of, with who facilitated (EX-164)."""
    rows = needs_not_met(request.service)[:100]
    cases = [(each, facilitators_of(each.participant.case)) for each in rows]
    return render(request, "evaluation/unmet.html", {"rows": cases})


@staff_view(Permission.REFERRAL_SCREEN)
def speakers(request: StaffRequest, key: str) -> HttpResponseBase:
    """Who agrees to speak, one list for each purpose."""
    if key not in CONSENTS.values():
        raise Http404
    others = [purpose(each) for each in CONSENTS.values()]
    context = {"people": ambassadors(request.service, key), "purpose": purpose(key), "purposes": others}
    return render(request, "evaluation/speakers.html", context)
