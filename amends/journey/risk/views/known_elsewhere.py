"""Whether somebody is known to probation or to a prison."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.submitting import submit
from amends.journey.risk.actions.known_elsewhere import answer_look_up
from amends.journey.risk.forms.people import LookUpForm
from amends.journey.risk.models import KnownElsewhere


@staff_view(Permission.ENQUIRY_SEND)
def known_elsewhere(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The task, or what came of it."""
    person = open_participant(request.user, participant_id, why="risk.looked_at")
    row = KnownElsewhere.objects.filter(participant=person).order_by("-pk").first()
    if row is None:
        raise Http404
    row.participant, row.file = person, person.file
    form = LookUpForm(request.POST or None, initial={"checked_by": request.user.name})
    is_open = row.checked_on is None
    if is_open and submit(form, lambda: answer_look_up(by=request.user, row=row, **form.cleaned_data)):
        return redirect("casefile:person", person.pk)
    context = {
        "title": "Are they known to probation or a prison?",
        "row": row,
        "form": form if is_open else None,
        "caption": f"{person.case.number} · {person.words} · {person.initials}",
        "back_url": reverse("casefile:person", args=[person.pk]),
    }
    return render(request, "risk/known_elsewhere.html", context)
