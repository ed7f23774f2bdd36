"""The whole case: who has agreed to what, which signed forms are missing, and asking everybody again."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.pages.submitting import submit
from amends.journey.consent.actions import ask_again
from amends.journey.consent.board import case_board, people_of
from amends.journey.consent.forms import AskAgainForm
from amends.journey.consent.models import Consent

SCOPE = re.compile(r"^(?:meeting|exchange)-\d{1,12}$")


@staff_view(Permission.CASE_SEE)
def overview(request: StaffRequest, number: str) -> HttpResponseBase:
    """The switches of everybody whom this user may see, and consents without a signed form."""
    case = open_case(request.user, number)
    return render(request, "consent/case.html", {"case": case, **case_board(case, request.user)})


@staff_view(Permission.CONSENT_RECORD)
def again(request: StaffRequest, number: str, stage: str, scope: str = "") -> HttpResponseBase:
    """Ask everybody again, before a stage or before one meeting or exchange (PF-079)."""
    case = open_case(request.user, number)
    if stage not in Consent.Stage.values or (scope and not SCOPE.match(scope)):
        raise Http404
    people, about = people_of(case, request.user), scope.replace("-", ":")
    form = AskAgainForm(request.POST or None, people=people)
    if submit(form, lambda: ask_again(by=request.user, said=form.said(), stage=stage, scope=about)):
        messages.success(request, "Recorded.")
        return redirect("consent:case", case.number)
    context = {"case": case, "form": form, "stage": Consent.Stage(stage).label, "people": people}
    return render(request, "consent/again.html", context)
