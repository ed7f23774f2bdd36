"""Booking an interpreter for one person. It shows to those who may open that person's file."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions
from amends.journey.meeting.interpreting_forms import InterpreterForm
from amends.journey.meeting.models import InterpreterBooking, Meeting
from amends.journey.meeting.views import current
from amends.service.community.rules import pool

SEEN = "meeting.interpreter_looked_at"


@staff_view(Permission.MEETING_PLAN)
def interpreter(request: StaffRequest, number: str, participant_id: int) -> HttpResponseBase:
    """Who interprets for them at the meeting; whoever speaks their language stands first."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    case, meeting = current(request, number)
    if participant.case_id != case.pk or not meeting.is_ahead:
        raise Http404
    form = InterpreterForm(
        request.POST or None, pool=pool(case.service), language=participant.person.language
    )
    if carried_out(
        form,
        lambda: actions.book_interpreter(
            by=request.user, meeting=meeting, participant=participant, **form.cleaned_data
        ),
    ):
        messages.success(request, "Booked for the time of the meeting.")
        return redirect("meeting:show", number)
    return _page(request, meeting, participant, form)


def _page(
    request: StaffRequest, meeting: Meeting, participant: Participant, form: InterpreterForm
) -> HttpResponseBase:
    booked = InterpreterBooking.objects.filter(meeting=meeting, participant=participant, freed=False)
    context = {
        "form": form,
        "title": f"An interpreter for {participant.initials}",
        "case": meeting.case,
        "participant": participant,
        "booked": booked.select_related("interpreter"),
        "back_url": reverse("meeting:show", args=[meeting.case.number]),
        "button": "Book",
    }
    return render(request, "meeting/interpreter.html", context)


@require_POST
@staff_view(Permission.MEETING_PLAN)
def free(request: StaffRequest, number: str, participant_id: int, booking_id: int) -> HttpResponseBase:
    """They do not interpret here after all."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    booking = get_object_or_404(InterpreterBooking, pk=booking_id, participant=participant, freed=False)
    booking.participant = participant
    actions.free_interpreter(by=request.user, booking=booking)
    messages.info(request, "Freed. If they stand on the list of who comes, take them off it as well.")
    return redirect("meeting:show", number)
