"""The plan of a requirement, page by page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions import holding, planning
from amends.journey.court.forms import plan as forms
from amends.journey.court.models import PlannedMeeting
from amends.journey.court.views.sentences import form_page, opened, sentence_of


@staff_view(Permission.CONTACT_LOG)
def plan(request: StaffRequest, participant_id: int) -> HttpResponse:
    """One more meeting for the plan of a requirement."""
    participant, sentence = sentence_of(request, participant_id)
    form = forms.PlanForm(request.POST or None)
    if submit(form, lambda: planning.plan_meeting(by=request.user, sentence=sentence, **form.cleaned_data)):
        return redirect("court:person", participant.pk)
    return form_page(request, form, "Plan a meeting of the requirement", participant)


@staff_view(Permission.CONTACT_LOG)
def held(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """A meeting of the plan was held, or they did not come."""
    meeting = get_object_or_404(PlannedMeeting.objects.select_related("sentence"), pk=meeting_id)
    participant = opened(request, meeting.sentence.participant_id)
    form = forms.held_form(meeting.kind)(request.POST or None)
    if submit(
        form,
        lambda: holding.hold_meeting(
            by=request.user, meeting=meeting, on=form.cleaned_data["on"], session=form.session()
        ),
    ):
        if meeting.sentence.ended:
            messages.success(request, "All four sessions are done: the requirement is complete.")
        return redirect("court:person", participant.pk)
    return form_page(request, form, meeting.get_kind_display(), participant)


@staff_view(Permission.CONTACT_LOG)
@require_POST
def drop(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """A meeting of the plan will not take place."""
    meeting = get_object_or_404(PlannedMeeting.objects.select_related("sentence"), pk=meeting_id)
    participant = opened(request, meeting.sentence.participant_id)
    try:
        planning.drop_meeting(by=request.user, meeting=meeting)
        messages.success(request, "Taken out of the plan. Its days are free again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("court:person", participant.pk)


@staff_view(Permission.CONTACT_LOG)
def end(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The requirement has ended."""
    participant, sentence = sentence_of(request, participant_id)
    form = forms.EndForm(request.POST or None)
    if submit(
        form, lambda: planning.end_requirement(by=request.user, sentence=sentence, **form.cleaned_data)
    ):
        return redirect("court:person", participant.pk)
    return form_page(request, form, "The requirement has ended", participant)
