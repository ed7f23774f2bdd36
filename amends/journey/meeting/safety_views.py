"""Pages about safety at a meeting: its plan, who stays with a prisoner, how many facilitators, and recordings."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.meeting import actions
from amends.journey.meeting import safety_forms as forms
from amends.journey.meeting.models import Custody, Meeting, RecordingBreach, SafetyMeasure
from amends.journey.meeting.rules import around
from amends.journey.meeting.rules.confirming import ratio_of
from amends.journey.meeting.rules.custody import prisoners_of
from amends.journey.meeting.rules.readiness import is_in_place
from amends.journey.meeting.views import current, small_form

PLAN, SEEN = Permission.MEETING_PLAN, "meeting.care_looked_at"


@staff_view(PLAN)
def safety(request: StaffRequest, number: str) -> HttpResponseBase:
    """The safety plan of a meeting, and who stays with a prisoner."""
    case, meeting = current(request, number)
    near = around(meeting)
    custody = {row.participant_id: row for row in Custody.objects.filter(meeting=meeting)}
    context = {
        "case": case,
        "meeting": meeting,
        "measures": [(row, is_in_place(row)) for row in near.safety],
        "prisoners": [(person, custody.get(person.pk)) for person in prisoners_of(meeting)],
        "ratio": ratio_of(meeting, near),
    }
    return render(request, "meeting/safety.html", context)


@staff_view(PLAN)
def measure(request: StaffRequest, number: str, measure_id: int = 0) -> HttpResponseBase:
    """One measure of the safety plan."""
    case, meeting = current(request, number)
    row = get_object_or_404(SafetyMeasure, meeting=meeting, pk=measure_id) if measure_id else None
    form = forms.MeasureForm(request.POST or None, instance=row, meeting=meeting)
    if carried_out(
        form,
        lambda: actions.keep_safety_measure(
            by=request.user, meeting=meeting, details=form.cleaned_data, measure=row
        ),
    ):
        return redirect("meeting:safety", number)
    return small_form(request, form, "What makes it safer", case, button="Save")


def _prisoner(request: StaffRequest, meeting: Meeting, participant_id: int) -> Participant:
    person = open_participant(request.user, participant_id, why=SEEN)
    if person.pk not in {each.pk for each in prisoners_of(meeting)}:
        raise Http404
    return person


@staff_view(PLAN)
def custody(request: StaffRequest, number: str, participant_id: int) -> HttpResponseBase:
    """Before a meeting in a prison: who stays with the prisoner afterwards."""
    case, meeting = current(request, number)
    person = _prisoner(request, meeting, participant_id)
    known = Custody.objects.filter(meeting=meeting, participant=person).first()
    form = forms.CustodyForm(request.POST or None, instance=known)
    if carried_out(
        form,
        lambda: actions.plan_custody(
            by=request.user, meeting=meeting, participant=person, details=form.cleaned_data
        ),
    ):
        return redirect("meeting:safety", number)
    return small_form(request, form, f"Afterwards: {person.initials}", case, button="Save")


@staff_view(Permission.MEETING_WRITE_UP)
def custody_after(request: StaffRequest, number: str, participant_id: int) -> HttpResponseBase:
    """On the day: was somebody with them?"""
    case, meeting = current(request, number)
    person = _prisoner(request, meeting, participant_id)
    form = forms.CustodyAfterForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.note_custody_support(
            by=request.user, meeting=meeting, participant=person, **form.said()
        ),
    ):
        messages.success(request, "Kept.")
        return redirect("meeting:show", number)
    return small_form(request, form, f"Back on the wing: {person.initials}", case, button="Save")


@staff_view(Permission.APPROVAL_DECIDE)
def ratio(request: StaffRequest, number: str) -> HttpResponseBase:
    """The manager sets how many people one facilitator may have, in light of the risk."""
    case, meeting = current(request, number)
    now = ratio_of(meeting, around(meeting))
    set_before = {"people": meeting.people_to_one_facilitator, "reason": meeting.ratio_reason}
    form = forms.RatioForm(request.POST or None, initial=set_before)
    if carried_out(form, lambda: actions.set_ratio(by=request.user, meeting=meeting, **form.cleaned_data)):
        return redirect("meeting:safety", number)
    lead = f"Risk: {now.risk}. People who come: {now.people}. Facilitators booked: {now.facilitators}."
    return small_form(request, form, "Facilitators at this meeting", case, button="Save", lead=lead)


@staff_view(PLAN)
def family_slot(request: StaffRequest, number: str) -> HttpResponseBase:
    """Minutes with their own supporters before a meeting in a prison."""
    case, meeting = current(request, number)
    form = forms.FamilySlotForm(request.POST or None, initial={"wanted": meeting.family_slot})
    if carried_out(
        form, lambda: actions.set_family_slot(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        return redirect("meeting:show", number)
    return small_form(request, form, "Before the start", case, button="Save")


@staff_view(Permission.CONTACT_LOG)
def recording(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Somebody has recorded an interview or a meeting: said to the manager at once."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = forms.RecordingForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.report_recording(by=request.user, participant=person, **form.cleaned_data),
    ):
        messages.success(request, "Kept. The manager has been told.")
        return redirect("meeting:recording", participant_id)
    context = {
        "form": form,
        "participant": person,
        "case": person.case,
        "rows": RecordingBreach.objects.filter(participant=person).select_related("noted_by").order_by("-pk"),
        "back_url": reverse("casefile:person", args=[participant_id]),
    }
    return render(request, "meeting/recording.html", context)
