"""The risk series of one person, and how the whole case stands."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.attempt import attempt
from amends.journey.risk.actions import answer_alert, assess, weigh
from amends.journey.risk.forms import AssessmentForm
from amends.journey.risk.rules import alert_of, latest_of, taking_part, what_is_missing
from amends.journey.suitability.rules import flags_of


@staff_view(Permission.CASE_SEE)
def overview(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody's latest level, for the sides this user may see."""
    case = open_case(request.user, number, why="risk.looked_at")
    files = set(CaseFile.objects.visible_to(request.user).filter(case=case).values_list("pk", flat=True))
    people = [p for p in taking_part(case) if p.file_id in files]
    latest = latest_of(people)
    rows = [(person, latest.get(person.pk)) for person in people]
    context = {"case": case, "rows": rows, "missing": what_is_missing(case, people)}
    return render(request, "risk/overview.html", context)


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The series, newest first, and a new assessment."""
    participant = open_participant(request.user, participant_id, why="risk.looked_at")
    allowed = may(request.user, Permission.RISK_RECORD, request.service)
    if request.method == "POST" and not allowed:
        raise Http404
    form = AssessmentForm(request.POST or None)
    if form.is_valid() and _assess(request, participant, form):
        messages.success(request, "The assessment is on file.")
        return redirect("risk:person", participant.pk)
    context = {
        "participant": participant,
        "case": participant.case,
        "form": form if allowed else None,
        "series": participant.risk_assessments.select_related("assessed_by").order_by("-pk"),
        "alert": alert_of(participant),
        "flags": flags_of([participant])[participant.pk],
    }
    return render(request, "risk/person.html", context)


def _assess(request: StaffRequest, participant: Participant, form: AssessmentForm) -> bool:
    moment, finding = form.cleaned_data["moment"], form.finding()
    done = attempt(
        form, lambda: assess(by=request.user, participant=participant, moment=moment, finding=finding)
    )
    return done is not None


@staff_view(Permission.REFERRAL_SCREEN)
@require_POST
def answered(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The alert has been looked at and acted on."""
    participant = open_participant(request.user, participant_id, why="risk.looked_at")
    answer_alert(by=request.user, participant=participant)
    return redirect("risk:person", participant.pk)


@staff_view(Permission.RISK_RECORD)
@require_POST
def look_again(request: StaffRequest, number: str) -> HttpResponseBase:
    """After the manager has decided: does everything count now?"""
    case = open_case(request.user, number, why="risk.looked_at")
    weigh(by=request.user, case=case)
    return redirect("risk:overview", case.number)
