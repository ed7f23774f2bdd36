"""Notes from a meeting in one side's file: read there, written by a professional who came, passed on on purpose."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import files_of, open_participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions, forms
from amends.journey.meeting.models import Remark
from amends.journey.meeting.views import current, small_form


@staff_view(Permission.CASE_SEE)
def remarks(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """What was noted at meetings for this side alone; a professional who came adds what they heard."""
    participant = open_participant(request.user, participant_id, why="meeting.remarks_looked_at")
    notes = may(request.user, Permission.MEETING_THEMES, request.service)
    form = forms.ThemesForm(request.POST or None) if notes else None
    if form and carried_out(
        form,
        lambda: actions.note_themes(by=request.user, participant=participant, **form.cleaned_data),
    ):
        return redirect("meeting:remarks", participant.pk)
    rows = Remark.objects.filter(file=participant.file).select_related("added_by").order_by("pk")
    context = {"participant": participant, "case": participant.case, "remarks": rows, "form": form}
    return render(request, "meeting/remarks.html", context)


@staff_view(Permission.MEETING_WRITE_UP)
def pass_on(request: StaffRequest, number: str, remark_id: int) -> HttpResponseBase:
    """Put a note into the other side's file, in words that may be read there."""
    case, _ = current(request, number)
    files = files_of(request.user, case)
    remark = get_object_or_404(Remark.objects.select_related("file"), pk=remark_id, file__case=case)
    other = next((file for side, file in files.items() if side != remark.file.side), None)
    if other is None:
        raise Http404
    form = forms.WordsForm(request.POST or None, initial={"words": remark.words})
    if carried_out(
        form, lambda: actions.pass_on_remark(by=request.user, remark=remark, file=other, **form.cleaned_data)
    ):
        return redirect("meeting:write_up", number)
    lead = f"Those who may open the file of the {other.get_side_display().lower()} will read these words."
    return small_form(request, form, "Pass a note on to the other file", case, button="Pass it on", lead=lead)
