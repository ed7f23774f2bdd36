"""After the meeting: who came, how it went, and papers to print."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import files_of, open_case, open_file
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import carried_out
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting import actions, forms
from amends.journey.meeting.actions.printing import print_paper
from amends.journey.meeting.models import Meeting, Remark, WriteUp
from amends.journey.meeting.papers import (
    make_arrival_sheet,
    make_running_order,
)
from amends.journey.meeting.rules.holding import not_told
from amends.journey.meeting.rules.taken_along import COLUMNS, write_up_rows
from amends.journey.meeting.views import current, small_form

WRITE = Permission.MEETING_WRITE_UP


@staff_view(WRITE)
def held(request: StaffRequest, number: str) -> HttpResponseBase:
    """It took place: when, and who came."""
    case, meeting = current(request, number)
    if request.method == "GET" and meeting.state == Meeting.State.CANCELLED:
        return redirect("meeting:show", number)  # the page says why there is nothing to write down
    form = forms.HeldForm(
        request.POST or None, meeting=meeting, invited=list(meeting.invitations.order_by("pk"))
    )
    if carried_out(form, lambda: actions.hold(by=request.user, meeting=meeting, **form.what_happened())):
        return redirect("meeting:write_up", number)
    outstanding = ", ".join(i.called for i in not_told(meeting))
    lead = (
        f"Not told yet that nothing is recorded, or not agreed to keep it private: {outstanding}."
        if outstanding
        else ""
    )
    return small_form(request, form, "The meeting took place", case, button="Save", lead=lead)


@staff_view(Permission.CASE_SEE)
def write_up(request: StaffRequest, number: str) -> HttpResponseBase:
    """The account, to write and sign or to read with what was added.

    It holds what both sides said, so it is for those who were there to facilitate or who may see both; an officer of
    one side is shown that the meeting was held, and not this.
    """
    case, meeting = current(request, number)
    writes = may(request.user, WRITE, request.service)
    row = WriteUp.objects.filter(meeting=meeting).select_related("signed_by").first()
    if row is None or not (writes or both_sides_seen(case)):
        raise Http404
    row.meeting = meeting
    form = forms.WriteUpForm(request.POST or None, instance=row) if writes and not row.signed_at else None
    if form and carried_out(form, lambda: _write(request, meeting, form)):
        return redirect("meeting:write_up", number)
    context = {
        "case": case,
        "meeting": meeting,
        "row": row,
        "files": files_of(request.user, case).values(),
        "form": form,
    }
    return render(request, "meeting/write_up.html", context | written(meeting))


@staff_view(Permission.CASE_SEE)
def write_up_file(request: StaffRequest, number: str) -> HttpResponseBase:
    """The same as a table to take along, for those who may read it; that it was taken is in the trail."""
    case, meeting = current(request, number)
    row = WriteUp.objects.filter(meeting=meeting).select_related("signed_by").first()
    if row is None or not (may(request.user, WRITE, request.service) or both_sides_seen(case)):
        raise Http404
    record(by=request.user, act=Act.DISCLOSURE, what="meeting.write_up_taken", case=case)
    invited, users = meeting.invitations.order_by("pk"), facilitators_of(case)
    rows = write_up_rows(row, meeting, invited, users)
    return table_to_take([COLUMNS, *rows], f"{case.number}-write-up.csv")


def _write(request: StaffRequest, meeting: Meeting, form: forms.WriteUpForm) -> WriteUp:
    sign = request.POST.get("sign") == "yes"
    return actions.write_up(by=request.user, meeting=meeting, details=form.cleaned_data, sign=sign)


def written(meeting: Meeting) -> dict[str, object]:
    """Who came, what was added, and the notes of the files that the acting user may open."""
    remarks = Remark.objects.filter(meeting=meeting).select_related("added_by", "file")
    return {
        "came": meeting.invitations.order_by("pk"),
        "facilitators": facilitators_of(meeting.case),
        "additions": meeting.additions.select_related("added_by").order_by("pk"),
        "remarks": remarks.order_by("pk"),
    }


@staff_view(WRITE)
def add(request: StaffRequest, number: str) -> HttpResponseBase:
    """Add something after signing."""
    case, meeting = current(request, number)
    form = forms.WordsForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.add_to_write_up(by=request.user, meeting=meeting, words=form.cleaned_data["words"]),
    ):
        return redirect("meeting:write_up", number)
    return small_form(request, form, "Add to the write-up", case, button="Add")


@staff_view(WRITE)
def remark(request: StaffRequest, number: str, side: str) -> HttpResponseBase:
    """A note for one side's file alone."""
    case = open_case(request.user, number)
    file = open_file(request.user, case, side)
    _, meeting = current(request, number)
    form = forms.WordsForm(request.POST or None)
    if carried_out(
        form, lambda: actions.add_remark(by=request.user, meeting=meeting, file=file, **form.cleaned_data)
    ):
        return redirect("meeting:write_up", number)
    lead = f"Only those who may open the file of the {file.get_side_display().lower()} read this."
    return small_form(request, form, "A note for one file", case, button="Keep it there", lead=lead)


@staff_view(Permission.MEETING_PLAN)
@require_POST
def paper(request: StaffRequest, number: str, kind: str) -> HttpResponseBase:
    """Print the pack for the day, the sheet for the door, or the list of visitors for a prison."""
    _, meeting = current(request, number)
    makers = {
        "running-order": make_running_order,
        "door": make_arrival_sheet,
        "visitors": actions.make_visitor_list,
    }
    if kind not in makers:
        raise Http404
    try:
        document = print_paper(by=request.user, meeting=meeting, make=makers[kind])
    except Refused as refusal:
        messages.error(request, refusal.in_full)
        return redirect("meeting:show", number)
    return redirect("documents:show", document.pk)
