"""Looking back over meetings: where it was not noted how often the facilitators stepped in, and why."""

from django.http import HttpResponseBase
from django.shortcuts import render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.journey.meeting.rules.finding import held_meetings


@staff_view(Permission.MEETING_PLAN)
def quality(request: StaffRequest) -> HttpResponseBase:
    """Every meeting that was held: missing reviews first, then how often facilitators stepped in."""
    rows = held_meetings(request.service)
    context = {
        "missing": [row for row in rows if row.write_up.stepped_in is None],
        "reviewed": [row for row in rows if row.write_up.stepped_in is not None],
    }
    return render(request, "meeting/quality.html", context)
