"""Other ways that were talked about with one person."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.indirect import actions, forms
from amends.journey.indirect.models import Considered


@staff_view(Permission.MESSAGE_CARRY)
def consider(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """What they say to another way, and what they said before."""
    participant = open_participant(request.user, participant_id, why="message.ways_looked_at")
    form = forms.ConsiderForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.consider(by=request.user, participant=participant, **form.cleaned_data),
    ):
        return redirect("indirect:consider", participant.pk)
    earlier = Considered.objects.filter(participant=participant).select_related("noted_by").order_by("-pk")
    context = {"participant": participant, "case": participant.case, "form": form, "earlier": earlier}
    return render(request, "indirect/consider.html", context)
