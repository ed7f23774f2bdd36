"""A confirmed meeting on hold: why, for whoever may know it, and the decision what becomes of it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions
from amends.journey.meeting.forms import OnHoldForm
from amends.journey.meeting.models import Decision
from amends.journey.meeting.rules.on_hold import WHO_DECIDES, decisions_for, on_hold_of
from amends.journey.meeting.views import current

DONE = {
    Decision.GOES_ON: "The meeting goes on as it was planned. Who had not been told yet is told now.",
    Decision.PUT_OFF: "The meeting is put off and the rooms are free. Plan another day once it is right.",
    Decision.CALLED_OFF: "The meeting is called off and the rooms are free.",
}


@staff_view(Permission.CASE_SEE)
def on_hold(request: StaffRequest, number: str) -> HttpResponseBase:
    """Whoever works with one side reads what concerns that side; who is entitled decides here."""
    case, meeting = current(request, number)
    offered = decisions_for(request.user, meeting)
    form = OnHoldForm(request.POST or None, offered=offered)
    if offered and carried_out(
        form, lambda: actions.decide_on_hold(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, DONE[Decision(form.cleaned_data["decision"])])
        return redirect("meeting:show", number)
    context = {
        "case": case,
        "meeting": meeting,
        "hold": on_hold_of(meeting),
        "form": form if offered else None,
        "who_decides": WHO_DECIDES,
    }
    return render(request, "meeting/on_hold.html", context)
