"""The meeting of a case: its board, planning it, and everything around it."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import SIDES, Case, Side
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions, forms
from amends.journey.meeting.arrangements import arrangements as listed
from amends.journey.meeting.calendar import as_calendar
from amends.journey.meeting.models import Arrangement, Arrival, Care, Meeting, Venue
from amends.journey.meeting.rules import (
    around,
    board,
    check_can_plan,
    manager_is_missing,
    meeting_of,
    meetings_of,
    standing,
    the_one,
    warnings_of,
)
from amends.journey.meeting.rules.custody import is_in_prison, timetable
from amends.journey.meeting.rules.finding import Around
from amends.journey.meeting.rules.holding import is_broken_off
from amends.journey.meeting.rules.on_hold import on_hold_of
from amends.journey.meeting.rules.planning import is_asked
from amends.journey.meeting.rules.risk import level_of
from amends.journey.preparation.rules import agreed_way, times_kept_free

PLAN, SEE, WRITE = Permission.MEETING_PLAN, Permission.CASE_SEE, Permission.MEETING_WRITE_UP


def current(request: StaffRequest, number: str) -> tuple[Case, Meeting]:
    """The case and its meeting: the one ahead, or the last. Raises Http404 when there is none."""
    case = open_case(request.user, number, why="meeting.looked_at")
    meeting = meeting_of(case)
    if meeting is None:
        raise Http404
    meeting.case = case
    return case, meeting


def refusal_of(check: Callable[[], None]) -> Refused | None:
    """What a check refuses, to be shown on the page."""
    try:
        check()
    except Refused as refusal:
        return refusal
    return None


def small_form(
    request: StaffRequest,
    form: django_forms.BaseForm,
    title: str,
    case: Case,
    *,
    template: str = "pages/form.html",
    **more: object,
) -> HttpResponseBase:
    """One form on a page that leads back to the meeting."""
    back = reverse("meeting:show", args=[case.number])
    return render(
        request,
        template,
        {"form": form, "title": title, "back_url": back, "caption": case.number, **more},
    )


@staff_view(SEE)
def show(request: StaffRequest, number: str) -> HttpResponseBase:
    """The readiness board, or what stands against planning a meeting."""
    case = open_case(request.user, number, why="meeting.looked_at")
    meetings = meetings_of(case)
    meeting = the_one(meetings)
    context: dict[str, object] = {"case": case, "meeting": meeting}
    if meeting is None or meeting.state == Meeting.State.CANCELLED:
        known = standing(case)
        way = agreed_way(case, known.choosing) or Meeting.Way.MEETING
        context["against"] = refusal_of(lambda: check_can_plan(case, way, known))
    if meeting is not None:
        meeting.case = case
        context["earlier"] = [old for old in meetings if old.pk != meeting.pk]
        context["reads_write_up"] = may(request.user, WRITE, request.service) or both_sides_seen(case)
        context |= about(meeting)
    return render(request, "meeting/show.html", context)


def about(meeting: Meeting) -> dict[str, object]:
    """Who is asked; and while it is ahead, what is ready, when things happen and how people arrive."""
    near = around(meeting)
    if is_broken_off(meeting):
        return {"near": near, "broken_off": True}
    if not meeting.is_ahead:
        return {"near": near}
    return {
        "near": near,
        "hold": on_hold_of(meeting),
        "board": board(meeting, near),
        "warnings": warnings_of(meeting, near),
        "prison": is_in_prison(meeting),
        "timetable": timetable(meeting, near),
        "arriving": arriving(meeting.case, near),
    }


def arriving(case: Case, near: Around) -> list[tuple[str, str, Arrival | None]]:
    """Each side and everybody else, with how they arrive, once that is planned."""
    planned = {arrival.side: arrival for arrival in near.arrivals}
    sides = [(str(Side(side).label), str(side)) for side in SIDES[Case.Roles(case.roles)]]
    return [(words, key, planned.get(key)) for words, key in [*sides, ("Everybody else", Arrival.OTHERS)]]


@staff_view(PLAN)
def plan(request: StaffRequest, number: str) -> HttpResponseBase:
    """Plan a meeting, or change the one that is ahead."""
    case = open_case(request.user, number)
    ahead = next((m for m in meetings_of(case) if m.is_ahead), None)
    form = forms.PlanForm(
        request.POST or None, service=case.service, meeting=ahead, way=agreed_way(case) or ""
    )
    if carried_out(form, lambda: plan_or_change(request, case, ahead, form)):
        messages.success(request, "The meeting is planned. Now get everybody ready.")
        warn_of_protocol(request, case, form.plan().venue)
        return redirect("meeting:show", number)
    kept_free = times_kept_free(case)
    lead = f"Who cannot come when: {'; '.join(kept_free)}." if kept_free else ""
    title = "Change the meeting" if ahead else "Plan a meeting"
    return small_form(request, form, title, case, button="Save", lead=lead)


def warn_of_protocol(request: StaffRequest, case: Case, venue: Venue | None) -> None:
    """A meeting in prison rests on a protocol: where it is not in force, who plans and the manager learn of it."""
    missing = actions.tell_of_missing_protocol(by=request.user, case=case, venue=venue)
    if missing:
        messages.warning(request, missing)


def plan_or_change(request: StaffRequest, case: Case, ahead: Meeting | None, form: forms.PlanForm) -> Meeting:
    """A new meeting, or another time and place for the one ahead."""
    if ahead is None:
        return actions.plan(by=request.user, case=case, wanted=form.plan())
    version = form.cleaned_data["version"]
    return actions.change(by=request.user, meeting=ahead, wanted=form.plan(), version=version)


@staff_view(PLAN)
def cancel(request: StaffRequest, number: str) -> HttpResponseBase:
    """Cancel the meeting."""
    case, meeting = current(request, number)
    form = forms.CancelForm(request.POST or None)
    if carried_out(
        form, lambda: actions.cancel(by=request.user, meeting=meeting, because=form.cleaned_data["because"])
    ):
        messages.success(request, "The meeting is cancelled and the rooms are free again.")
        return redirect("meeting:show", number)
    return small_form(request, form, "Cancel the meeting", case, button="Cancel the meeting", warning=True)


@staff_view(PLAN)
@require_POST
def confirm(request: StaffRequest, number: str) -> HttpResponseBase:
    """Confirm it and tell everybody who comes."""
    _, meeting = current(request, number)
    try:
        actions.confirm(by=request.user, meeting=meeting)
        messages.success(request, "Confirmed. Everybody who comes is told in the way their card allows.")
        warn_of_tasks(request, meeting)
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("meeting:show", number)


def warn_of_tasks(request: StaffRequest, meeting: Meeting) -> None:
    """What was still open when it was confirmed, and is a task now."""
    near = around(meeting)
    if any(row.key == "next_door" for row in near.open_arrangements):
        messages.warning(
            request, "Nobody has asked yet what goes on next door at that time. That is a task now."
        )
    if manager_is_missing(meeting, near.invitations):
        messages.warning(request, "The offender manager was not asked to come. That is a task now.")


@staff_view(PLAN)
def invite(request: StaffRequest, number: str) -> HttpResponseBase:
    """Put somebody on the list."""
    case, meeting = current(request, number)
    form = forms.InviteForm(
        request.POST or None,
        people=forms.of_case(case, meeting),
        affected=forms.named_affected(case, meeting),
    )
    if carried_out(form, lambda: actions.invite(by=request.user, meeting=meeting, **form.whom())):
        return redirect("meeting:show", number)
    return small_form(request, form, "Who else comes?", case, button="Put on the list")


@staff_view(PLAN)
def invited(request: StaffRequest, number: str, invitation_id: int) -> HttpResponseBase:
    """What somebody on the list has said."""
    case, meeting = current(request, number)
    rows = meeting.invitations.select_related("meeting__case")
    invitation = get_object_or_404(rows, pk=invitation_id)
    form = forms.AnswerForm(request.POST or None, instance=invitation)

    def act() -> object:  # with the row read anew: the form has written into the one it shows
        row = get_object_or_404(rows, pk=invitation_id)
        return actions.answer(by=request.user, invitation=row, details=form.cleaned_data)

    if carried_out(form, act):
        return redirect("meeting:show", number)
    title, page = f"{invitation.called}: do they come?", "meeting/invited.html"
    return small_form(request, form, title, case, template=page, invitation=invitation, button="Save")


@staff_view(PLAN)
@require_POST
def take_off(request: StaffRequest, number: str, invitation_id: int) -> HttpResponseBase:
    """Somebody was put on the list by mistake."""
    _, meeting = current(request, number)
    rows = meeting.invitations.select_related("meeting__case")
    invitation = get_object_or_404(rows, pk=invitation_id)
    try:
        actions.take_off(by=request.user, invitation=invitation)
        messages.success(request, f"{invitation.called} is off the list.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("meeting:show", number)


@staff_view(PLAN)
def care(request: StaffRequest, number: str, participant_id: int) -> HttpResponseBase:
    """What one person needs around the meeting; in their own file."""
    participant = open_participant(request.user, participant_id, why="meeting.care_looked_at")
    case, meeting = current(request, number)
    if participant.case_id != case.pk:
        raise Http404
    known = Care.objects.filter(meeting=meeting, participant=participant).first()
    form = forms.CareForm(request.POST or None, instance=known)
    if carried_out(
        form,
        lambda: actions.set_care(
            by=request.user, meeting=meeting, participant=participant, details=form.cleaned_data
        ),
    ):
        return redirect("meeting:show", number)
    return small_form(request, form, f"Around the meeting: {participant.initials}", case, button="Save")


@staff_view(PLAN)
def arrival(request: StaffRequest, number: str, side: str) -> HttpResponseBase:
    """How one side arrives."""
    case, meeting = current(request, number)
    if side not in {*SIDES[Case.Roles(case.roles)], Arrival.OTHERS}:
        raise Http404
    known = meeting.arrivals.filter(side=side).values(*forms.ArrivalForm.base_fields).first()
    form = forms.ArrivalForm(request.POST or None, initial=known)
    if carried_out(
        form,
        lambda: actions.plan_arrival(by=request.user, meeting=meeting, side=side, details=form.cleaned_data),
    ):
        return redirect("meeting:show", number)
    whose = "everybody else" if side == Arrival.OTHERS else str(Side(side).label).lower()
    return small_form(request, form, f"Arrival: {whose}", case, button="Save")


@staff_view(PLAN)
def arrangements(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything that has to be settled, with who says so."""
    case, meeting = current(request, number)
    level = level_of(meeting)
    rows = [
        (row, listed().get(row.key))
        for row in meeting.arrangements.select_related("invitation")
        if row.state != Arrangement.State.OPEN or is_asked(row, level)
    ]
    return render(request, "meeting/arrangements.html", {"case": case, "meeting": meeting, "rows": rows})


@staff_view(PLAN)
def settle(request: StaffRequest, number: str, arrangement_id: int) -> HttpResponseBase:
    """One thing on the list."""
    case, meeting = current(request, number)
    row = get_object_or_404(meeting.arrangements, pk=arrangement_id)
    line = listed().get(row.key)
    form = forms.SettleForm(request.POST or None, instance=row, named=bool(line and line.named))
    if carried_out(form, lambda: actions.settle(by=request.user, arrangement=row, **form.said())):
        return redirect("meeting:arrangements", number)
    title = line.words if line else row.key
    return small_form(request, form, title, case, button="Save")


@staff_view(PLAN)
def filming(request: StaffRequest, number: str) -> HttpResponseBase:
    """Switch filming on under a protocol, or off."""
    case, meeting = current(request, number)
    form = forms.FilmForm(request.POST or None, initial={"protocol": meeting.filmed_under})
    if request.POST and not request.POST.get("protocol", "").strip():
        actions.stop_filming(by=request.user, meeting=meeting)
        return redirect("meeting:show", number)
    if carried_out(form, lambda: actions.film(by=request.user, meeting=meeting, **form.cleaned_data)):
        return redirect("meeting:show", number)
    return small_form(request, form, "Filming the meeting", case, button="Save")


@staff_view(SEE)
def calendar(request: StaffRequest, number: str) -> HttpResponseBase:
    """For a telephone: when and where, nobody named."""
    case, meeting = current(request, number)
    answer = HttpResponse(as_calendar(meeting, case.number), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.number}.ics"'
    return answer
