"""Judgements side by side, for one person and for a case."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.pages.attempt import attempt
from amends.journey.suitability.actions import judge
from amends.journey.suitability.forms import JudgementForm
from amends.journey.suitability.rules import latest_of, ways_to_judge, what_is_missing


@staff_view(Permission.CASE_SEE)
def overview(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody of the sides this user may see, with each kind of judgement beside the others."""
    case = open_case(request.user, number, why="suitability.looked_at")
    people = list(
        Participant.objects.filter(case=case, file__in=CaseFile.objects.visible_to(request.user)).order_by(
            "side", "pk"
        )
    )
    latest = latest_of(people)
    rows = [(p, latest[p.pk]) for p in people if p.takes_part]
    whole = both_sides_seen(case)
    context = {"case": case, "rows": rows, "whole": whole, "missing": what_is_missing(case, whole=whole)}
    return render(request, "suitability/overview.html", context)


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """All judgements of one person, and a new one."""
    participant = open_participant(request.user, participant_id, why="suitability.looked_at")
    ways = ways_to_judge(request.user, participant.service_id)
    if request.method == "POST" and not ways:
        raise Http404
    form = JudgementForm(request.POST or None, participant=participant, ways=ways) if ways else None
    if form and form.is_valid():
        made_as, found = form.cleaned_data["made_as"], form.findings()
        if (
            attempt(
                form, lambda: judge(by=request.user, participant=participant, made_as=made_as, findings=found)
            )
            is not None
        ):
            messages.success(request, "The judgement is on file.")
            return redirect("suitability:person", participant.pk)
    judgements = participant.judgements.select_related("judged_by").order_by("-pk")
    context = {"participant": participant, "case": participant.case, "form": form, "judgements": judgements}
    return render(request, "suitability/person.html", context)
