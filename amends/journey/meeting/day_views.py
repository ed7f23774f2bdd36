"""The sheet for the day: on a phone, once opened it needs no signal; what is filled in waits for one."""

from django.http import HttpResponseBase
from django.shortcuts import render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.rules import principals
from amends.journey.meeting import forms
from amends.journey.meeting.papers import order_of_talk, settled_of
from amends.journey.meeting.rules import around
from amends.journey.meeting.rules.custody import timetable
from amends.journey.meeting.rules.holding import is_broken_off, not_told
from amends.journey.meeting.rules.on_hold import on_hold_of
from amends.journey.meeting.rules.readiness import is_in_place
from amends.journey.meeting.views import current


@staff_view(Permission.MEETING_PLAN)
def day(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything for the day on one page: who comes when, what holds, how to stop, and who was there in the end."""
    case, meeting = current(request, number)
    near = around(meeting)
    context = {
        "case": case,
        "meeting": meeting,
        "near": near,
        "hold": on_hold_of(meeting),
        "timetable": timetable(meeting, near),
        "measures": [(row, is_in_place(row)) for row in near.safety],
        "outstanding": not_told(meeting, near),
        "settled": settled_of(meeting),
        "talk": order_of_talk(meeting),
        "people": principals(case),
        "ring": case.service.telephone,
        "broken_off": is_broken_off(meeting),
    }
    if meeting.state == "confirmed" and not meeting.is_on_hold:
        context["form"] = forms.HeldForm(None, meeting=meeting, invited=near.invitations)
    return render(request, "meeting/day.html", context)
