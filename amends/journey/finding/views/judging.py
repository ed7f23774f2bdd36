"""The page on which the responsible officer judges a request."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.foundation.questionnaire.rules import latest_response
from amends.journey.finding import actions
from amends.journey.finding.rules.judging import JUDGEMENT, may_judge
from amends.journey.finding.rules.noting import open_requests, subject_of


@staff_view(Permission.REFERRAL_MAKE)
def judge_request(request: StaffRequest, key: int) -> HttpResponseBase:
    """Is it suitable and safe, seen from the side of the person harmed? A later answer takes the place of this one."""
    row = open_requests(request.user, request.service).filter(pk=key).first()
    if row is None or not may_judge(request.user, request.service):
        raise Http404
    said = latest_response(subject_of(row), JUDGEMENT)
    earlier = said.answers if said else {"assessed_by": request.user.name}
    definition = load_questionnaire(JUDGEMENT)
    form = form_for(definition)(request.POST or None, initial=earlier)
    if submit(form, lambda: actions.judge_request(by=request.user, request=row, answers=form.answers)):
        messages.success(request, "Your judgement is on record.")
        answered = row.outcome != row.Outcome.PENDING
        return redirect("finding:home") if answered else redirect("finding:answer_request", key)
    lead = "If you answer no, the request closes as not suitable and nothing goes to the provider."
    context = {"form": form, "title": definition.title, "lead": lead, "button": "Save"}
    return render(
        request, "pages/form.html", {**context, "back_url": reverse("finding:answer_request", args=[key])}
    )
