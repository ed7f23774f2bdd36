"""Another programme under a requirement, and the progress log, page by page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.court.actions import programme as actions
from amends.journey.court.forms import programme as forms
from amends.journey.court.models import Programme, ProgressEntry
from amends.journey.court.rules.progress import READ, progress_of
from amends.journey.court.views.sentences import form_page, opened, sentence_of


@staff_view(Permission.CONTACT_LOG)
def log(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The eight events of the log, and what the requirement goes on with where there will be no meeting."""
    participant, sentence = sentence_of(request, participant_id)
    sentence.participant = participant
    context = {
        "title": "Progress log",
        "participant": participant,
        "case": participant.case,
        "sentence": sentence,
        "lines": progress_of(sentence),
        "programmes": Programme.objects.filter(sentence=sentence).order_by("-pk"),
    }
    return render(request, "court/progress.html", context)


@staff_view(Permission.CONTACT_LOG)
def fill_in(request: StaffRequest, participant_id: int, event: str) -> HttpResponse:
    """One line of the log. What is read from the case has no page."""
    participant, sentence = sentence_of(request, participant_id)
    if event in READ or event not in ProgressEntry.Event.values:
        raise Http404
    form = forms.ProgressForm(request.POST or None)
    if submit(
        form,
        lambda: actions.log_progress(by=request.user, sentence=sentence, event=event, **form.cleaned_data),
    ):
        return redirect("court:progress", participant.pk)
    return form_page(request, form, ProgressEntry.Event(event).label, participant)


@staff_view(Permission.CONTACT_LOG)
@require_POST
def complete(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The log is complete."""
    participant, sentence = sentence_of(request, participant_id)
    try:
        actions.complete_log(by=request.user, sentence=sentence)
        messages.success(request, "The log is complete.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("court:progress", participant.pk)


@staff_view(Permission.CONTACT_LOG)
def programme(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Something else under the requirement."""
    participant, sentence = sentence_of(request, participant_id)
    form = forms.ProgrammeForm(request.POST or None)
    if submit(
        form, lambda: actions.choose_programme(by=request.user, sentence=sentence, **form.cleaned_data)
    ):
        messages.success(request, "Chosen. The meetings of the requirement go on under it.")
        return redirect("court:progress", participant.pk)
    return form_page(request, form, "Another programme under the requirement", participant)


@staff_view(Permission.CONTACT_LOG)
def programme_ended(request: StaffRequest, programme_id: int) -> HttpResponse:
    """What came of it."""
    row = get_object_or_404(Programme.objects.select_related("sentence"), pk=programme_id, ended_on=None)
    participant = opened(request, row.sentence.participant_id)
    form = forms.ProgrammeEndForm(request.POST or None)
    if submit(form, lambda: actions.end_programme(by=request.user, programme=row, **form.cleaned_data)):
        return redirect("court:progress", participant.pk)
    return form_page(request, form, "What came of the programme", participant)
