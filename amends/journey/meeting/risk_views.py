"""The last look at the risk before a meeting."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.approval.rules import latest
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.pages.submitting import submit
from amends.journey.meeting.actions.risk import ask_about_risk
from amends.journey.meeting.forms import LookedAgainForm
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.risk import (
    APPROVAL,
    approval_subject,
    check_may_ask,
    coming,
    level_of,
    looks,
    wants_agreement,
)
from amends.journey.meeting.views import current, refusal_of
from amends.journey.risk.rules import measures_that_count
from amends.journey.risk.rules.checklist import place_checklist
from amends.journey.risk.rules.series import is_full


@staff_view(Permission.CASE_SEE)
def risk(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody who comes, what is done and whether it is in place; for those who may see both sides."""
    case, meeting = current(request, number)
    if not both_sides_seen(case):
        raise Http404
    people = coming(meeting)
    form = LookedAgainForm(request.POST or None)
    if submit(form, lambda: ask_about_risk(by=request.user, meeting=meeting, **form.cleaned_data)):
        messages.success(request, "The manager is asked.")
        return redirect("meeting:risk", number)
    context = {"case": case, "meeting": meeting, "form": form} | _standing(meeting, people)
    return render(request, "meeting/risk.html", context)


def _standing(meeting: Meeting, people: list[Participant]) -> dict[str, object]:
    """How everybody who comes stands, who has to be asked, and what stands against asking."""
    level, full = level_of(meeting, people), is_full(meeting.case)
    return {
        "level": level,
        "full": full,
        "wanted": wants_agreement(level, full=full),
        "looks": looks(people),
        "measures": measures_that_count(people),
        "place": place_checklist(meeting.case),
        "against": refusal_of(lambda: check_may_ask(meeting, people)),
        "asked": latest(approval_subject(meeting, people), APPROVAL),
    }
