"""The last look at the risk before a meeting."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.approval.rules import latest
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.pages.submitting import submit
from amends.journey.meeting.actions.risk import ask_about_risk
from amends.journey.meeting.forms import LookedAgainForm
from amends.journey.meeting.rules.risk import APPROVAL, approval_subject, check_assessed, coming, looks
from amends.journey.meeting.views import current, refusal_of
from amends.journey.risk.rules import measures_that_count
from amends.journey.risk.rules.checklist import place_checklist


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
    context = {
        "case": case,
        "meeting": meeting,
        "form": form,
        "looks": looks(people),
        "measures": measures_that_count(people),
        "place": place_checklist(case),
        "against": refusal_of(lambda: check_assessed(meeting, people)),
        "asked": latest(approval_subject(meeting, people), APPROVAL),
    }
    return render(request, "meeting/risk.html", context)
