"""The recordings of a case: where they are, what for, who may see them, and what was done with them."""

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case
from amends.foundation.pages.attempt import attempt, carried_out
from amends.journey.meeting import actions
from amends.journey.meeting.models import Meeting, Recording
from amends.journey.meeting.recording_forms import DestroyForm, RegisterForm, UseForm, ViewerForm
from amends.journey.meeting.rules.recording import can_be_viewers, recordings_of
from amends.journey.meeting.views import current, small_form

WRITE, SEE, NAME = Permission.MEETING_WRITE_UP, Permission.CASE_SEE, Permission.CASE_GRANT


def _recording(request: StaffRequest, number: str, recording_id: int) -> tuple[Case, Recording]:
    case = open_case(request.user, number, why="recording.looked_at")
    rows = Recording.objects.select_related("case__service")
    return case, get_object_or_404(rows, case=case, pk=recording_id)


@staff_view(SEE)
def recordings(request: StaffRequest, number: str) -> HttpResponseBase:
    """All of a case, each with its log."""
    case = open_case(request.user, number, why="recording.looked_at")
    held = Meeting.objects.filter(case=case, state=Meeting.State.HELD).exclude(filmed_under="")
    context = {"case": case, "rows": recordings_of(case), "held": held.exists()}
    return render(request, "meeting/recordings.html", context)


@staff_view(WRITE)
def register(request: StaffRequest, number: str) -> HttpResponseBase:
    """Note where the recording of the last meeting is kept."""
    case, meeting = current(request, number)
    form = RegisterForm(request.POST or None)
    if carried_out(
        form, lambda: actions.register_recording(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, "Noted. It is used for what everybody in it has agreed to, and no more.")
        return redirect("meeting:recordings", number)
    return small_form(request, form, "Where is the recording?", case, button="Save")


@staff_view(NAME)
def viewer(request: StaffRequest, number: str, recording_id: int) -> HttpResponseBase:
    """Name somebody who may see it."""
    case, row = _recording(request, number, recording_id)
    form = ViewerForm(request.POST or None, people=can_be_viewers(row))
    if carried_out(form, lambda: actions.name_viewer(by=request.user, recording=row, **form.cleaned_data)):
        return redirect("meeting:recordings", number)
    return small_form(request, form, f"Who may see {row.reference}?", case, button="Save")


@staff_view(WRITE)
def use(request: StaffRequest, number: str, recording_id: int) -> HttpResponseBase:
    """Show it or give out a copy; what is refused stays on record too."""
    case, row = _recording(request, number, recording_id)
    form = UseForm(request.POST or None)
    done = (
        attempt(form, lambda: actions.use_recording(by=request.user, recording=row, **form.cleaned_data))
        if form.is_valid()
        else None
    )
    if done is not None and done.refused:
        form.add_error("purpose", f"{done.refused} That you asked is on record.")
    elif done is not None:
        messages.success(request, "It is on record. Bring it back to where it is kept.")
        return redirect("meeting:recordings", number)
    return small_form(request, form, f"Show or give out {row.reference}", case, button="Ask and log it")


@staff_view(WRITE)
def destroy(request: StaffRequest, number: str, recording_id: int) -> HttpResponseBase:
    """Note that it is no more."""
    case, row = _recording(request, number, recording_id)
    if row.destroyed_on:
        raise Http404
    form: django_forms.Form = DestroyForm(request.POST or None, initial={"on": timezone.localdate()})

    def done() -> bool:
        actions.destroy_recording(by=request.user, recording=row, on=form.cleaned_data["on"])
        return True

    if carried_out(form, done):
        return redirect("meeting:recordings", number)
    return small_form(request, form, f"{row.reference} has been destroyed", case, button="Save", warning=True)
