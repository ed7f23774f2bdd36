"""The list for the gate of a prison: who stands on it, what is missing, and whether the one that was sent still holds."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Case
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions
from amends.journey.meeting.gate_forms import GateNameForm, SendGateListForm
from amends.journey.meeting.models import GateName, Meeting
from amends.journey.meeting.rules import around
from amends.journey.meeting.rules.custody import is_in_prison
from amends.journey.meeting.rules.gate import compare, out_of_date, visitors_of
from amends.journey.meeting.views import current, small_form

PLAN = Permission.MEETING_PLAN


def _in_prison(request: StaffRequest, number: str) -> tuple[Case, Meeting]:
    case, meeting = current(request, number)
    if not is_in_prison(meeting):
        raise Http404
    return case, meeting


@staff_view(PLAN)
def gate(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everybody on the list. Whoever sees both sides notes here that it was sent; its paper is made in that moment."""
    case, meeting = _in_prison(request, number)
    whole = both_sides_seen(case) and meeting.is_ahead and not meeting.is_on_hold
    form = SendGateListForm(request.POST or None, initial={"sent_on": timezone.localdate()})
    if whole and carried_out(
        form, lambda: actions.send_gate_list(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "Noted. You will see here when the list is out of date.")
        return redirect("meeting:gate", number)
    near = around(meeting)
    found = compare(meeting, near)
    context = {
        "case": case,
        "meeting": meeting,
        "visitors": [(v, found.mark(v.key) if found else "") for v in visitors_of(meeting, near)],
        "sent": near.gate_list,
        "old": out_of_date(meeting, near),
        "form": form if whole else None,
    }
    return render(request, "meeting/gate.html", context)


@staff_view(PLAN)
def gate_name(request: StaffRequest, number: str, participant_id: int) -> HttpResponseBase:
    """The name on one visitor's document."""
    person = open_participant(request.user, participant_id, why="meeting.care_looked_at")
    case, meeting = _in_prison(request, number)
    if person.case_id != case.pk:
        raise Http404
    known = GateName.objects.filter(meeting=meeting, participant=person).values("name").first()
    form = GateNameForm(request.POST or None, initial={**known} if known else None)
    if carried_out(
        form,
        lambda: actions.set_gate_name(
            by=request.user, meeting=meeting, participant=person, **form.cleaned_data
        ),
    ):
        return redirect("meeting:gate", number)
    return small_form(request, form, f"At the gate: {person.initials}", case, button="Save")
