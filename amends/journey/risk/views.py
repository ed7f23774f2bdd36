"""The risk series of one person, and how the whole case stands."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import submit
from amends.journey.risk.actions import answer_alert, ask_police, assess, confirm_police, weigh
from amends.journey.risk.forms import AssessmentForm, OfficerForm, PoliceForm
from amends.journey.risk.rules import alert_of, latest_of, taking_part, what_is_missing
from amends.journey.safeguarding.rules.children import children_in
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
    form = AssessmentForm(request.POST or None, with_child=bool(children_in(participant)))
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
        "police": participant.police_requests.order_by("on", "pk"),
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
def police(request: StaffRequest, participant_id: int, request_id: int = 0) -> HttpResponseBase:
    """Ask for a police officer, or enter who comes."""
    participant = open_participant(request.user, participant_id, why="risk.looked_at")
    row = participant.police_requests.select_related("file").filter(pk=request_id).first()
    if request_id and row is None:
        raise Http404
    form = OfficerForm(request.POST or None) if row else PoliceForm(request.POST or None)

    def act() -> object:
        if row:
            return confirm_police(by=request.user, row=row, **form.cleaned_data)
        return ask_police(by=request.user, participant=participant, **form.cleaned_data)

    if submit(form, act):
        return redirect("risk:person", participant.pk)
    title = "Who comes?" if row else "Ask for a police officer"
    back = reverse("risk:person", args=[participant.pk])
    context = {"title": title, "form": form, "button": "Save", "back_url": back}
    return render(request, "pages/form.html", context)


@staff_view(Permission.RISK_RECORD)
@require_POST
def look_again(request: StaffRequest, number: str) -> HttpResponseBase:
    """After the manager has decided: does everything count now?"""
    case = open_case(request.user, number, why="risk.looked_at")
    weigh(by=request.user, case=case)
    return redirect("risk:overview", case.number)
