"""Risk of a case and of each person: the series and the map."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.together import fetch_together
from amends.foundation.pages.parts import Pages
from amends.foundation.pages.submitting import submit
from amends.foundation.questionnaire.rules import definition_of, read_answers
from amends.journey.risk.actions import answer_alert, ask_police, confirm_police, weigh
from amends.journey.risk.forms.people import OfficerForm, PoliceForm
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules.checklist import checklist_of
from amends.journey.risk.rules.overdue import PAGE, behind
from amends.journey.risk.rules.pausing import holds_of
from amends.journey.risk.rules.sensitive import marks_now
from amends.journey.risk.rules.series import (
    POINTS,
    draft_of,
    earlier_trouble,
    is_full,
    own_version,
    read_map,
    stage_map,
    wanted_for_map,
)
from amends.journey.risk.rules.standing import (
    Standing,
    alert_of,
    latest_of,
    measures_that_count,
    taking_part,
    to_assess_anew,
    what_is_missing,
)
from amends.journey.suitability.rules import flags_of


@staff_view(Permission.CASE_SEE)
def overview(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody's latest level and the map of the series, for the sides this user may see."""
    case = open_case(request.user, number, why="risk.looked_at")
    files = set(CaseFile.objects.visible_to(request.user).filter(case=case).values_list("pk", flat=True))
    people = [p for p in taking_part(case) if p.file_id in files]
    context = {
        "case": case,
        "points": [title for title, _ in POINTS.values()],
        "holds": holds_of(case),
        "manages": may(request.user, Permission.APPROVAL_DECIDE, request.service),
        "assesses": may(request.user, Permission.RISK_RECORD, request.service),
    }
    return render(request, "risk/overview.html", context | _standing(case, people))


def _standing(case: Case, people: list[Participant]) -> dict[str, object]:
    """How it stands with each of these people, and the map: read in two statements."""
    latest = latest_of(people)
    measures, anew, own, marks, *drawn = fetch_together(
        measures_that_count(people),
        to_assess_anew(case),
        own_version(case),
        marks_now(case),
        *wanted_for_map(case, people),
    )
    return {
        "rows": [(person, latest.get(person.pk)) for person in people],
        "missing": what_is_missing(case, people, Standing(latest.values(), measures, anew)),
        "map": stage_map(case, people, read_map(*drawn)),
        "full": is_full(case, own),
        "marks": marks,
    }


@staff_view(Permission.APPROVAL_DECIDE)
def missing(request: StaffRequest) -> HttpResponseBase:
    """Cases with an assessment that is overdue, for the manager."""
    rows = behind(request.service, after=read_key(request.GET.get("after")) or 0)
    further = f"?after={rows[PAGE - 1][0].pk}" if len(rows) > PAGE else ""
    context = {"title": "Risk assessments that are missing", "rows": rows[:PAGE]}
    return render(request, "risk/missing.html", {**context, "pages": Pages(next_url=further)})


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """How it stands, what is done about it, and the series, newest first."""
    participant = open_participant(request.user, participant_id, why="risk.looked_at")
    context = {
        **_about(participant),
        "trouble": earlier_trouble(participant),
        "assesses": may(request.user, Permission.RISK_RECORD, request.service),
        "draft": draft_of(request.user, participant),
    }
    return render(request, "risk/person.html", context)


def _about(participant: Participant) -> dict[str, object]:
    """What stands on the page of a person."""
    series = participant.risk_assessments.select_related("assessed_by", "response").order_by("-pk")
    return {
        "participant": participant,
        "case": participant.case,
        "series": [(row, _answers(row)) for row in series],
        "alert": alert_of(participant),
        "flags": flags_of([participant])[participant.pk],
        "police": participant.police_requests.order_by("on", "pk"),
        "measures": measures_that_count([participant]).select_related("in_place_by"),
        "checklist": checklist_of(participant),
    }


def _answers(row: Assessment) -> list[object]:
    response = row.response
    return list(read_answers(definition_of(response), response.answers)) if response else []


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
