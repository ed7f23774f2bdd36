"""Looking after people who took part: one item each, support from others, practical help, and “not now”."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.agreement.models import Point
from amends.journey.followup import actions
from amends.journey.followup.caring_forms import (
    AftercareForm,
    AgainForm,
    AnswerForm,
    DayForm,
    DebriefForm,
    HelpForm,
    NotNowForm,
)
from amends.journey.followup.models import Aftercare, Debrief, Help, NotNow, SupportRequest
from amends.journey.meeting.models import Meeting

SEEN = "followup.looked_at"
RECORD = Permission.FEEDBACK_RECORD


def _person_form(
    request: StaffRequest,
    person: Participant,
    form: django_forms.Form,
    act: Callable[[], object],
    title: str,
) -> HttpResponseBase:
    """One form about one person: carried out and back to their page, or shown with what stands against it."""
    back = reverse("followup:person", args=[person.pk])
    if submit(form, act):
        return redirect(back)
    caption = f"{person.case.number} · {person.words} · {person.initials}"
    context = {"form": form, "title": title, "back_url": back, "caption": caption, "button": "Save"}
    return render(request, "pages/form.html", context)


@staff_view(RECORD)
def aftercare(request: StaffRequest, participant_id: int, item_id: int) -> HttpResponseBase:
    """It was done, they did not want it, or it was not possible."""
    person = open_participant(request.user, participant_id, why=SEEN)
    item = get_object_or_404(
        Aftercare.objects.select_related("participant__case__service", "file"), participant=person, pk=item_id
    )
    form = AftercareForm(request.POST or None, is_talk=item.kind == Aftercare.Kind.TALK)
    return _person_form(
        request,
        person,
        form,
        lambda: actions.end_aftercare(by=request.user, item=item, ended=form.ended()),
        item.get_kind_display(),
    )


@staff_view(RECORD)
def support(request: StaffRequest, participant_id: int, request_id: int) -> HttpResponseBase:
    """What the body answered."""
    person = open_participant(request.user, participant_id, why=SEEN)
    asked = get_object_or_404(
        SupportRequest.objects.select_related("file"), participant=person, pk=request_id, accepted=None
    )
    form = AnswerForm(request.POST or None)
    return _person_form(
        request,
        person,
        form,
        lambda: actions.note_support_answer(by=request.user, request=asked, **form.cleaned_data),
        f"{asked.body}: {asked.kind}",
    )


@staff_view(Permission.CONTACT_LOG)
def help_with(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """We help with a promise of theirs."""
    person = open_participant(request.user, participant_id, why=SEEN)
    points = Point.objects.filter(
        who__participant=person, agreement__state="final", status__in=Point.GOES_ON
    ).select_related("who")
    form = HelpForm(request.POST or None, points=list(points.order_by("pk")))
    return _person_form(
        request,
        person,
        form,
        lambda: actions.promise_help(by=request.user, participant=person, **form.details()),
        "Practical help with a promise",
    )


@staff_view(Permission.CONTACT_LOG)
def helped(request: StaffRequest, participant_id: int, help_id: int) -> HttpResponseBase:
    """It was done."""
    person = open_participant(request.user, participant_id, why=SEEN)
    row = get_object_or_404(Help.objects.select_related("file"), participant=person, pk=help_id, done_on=None)
    form = DayForm(request.POST or None)
    return _person_form(
        request,
        person,
        form,
        lambda: actions.note_help_given(by=request.user, help_=row, **form.cleaned_data),
        row.words,
    )


@staff_view(Permission.CONSENT_RECORD)
def not_now(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They said “not now”."""
    person = open_participant(request.user, participant_id, why=SEEN)
    form = NotNowForm(request.POST or None)
    return _person_form(
        request,
        person,
        form,
        lambda: actions.note_not_now(by=request.user, participant=person, **form.cleaned_data),
        "Not now",
    )


@staff_view(Permission.CONSENT_RECORD)
def again(request: StaffRequest, participant_id: int, row_id: int) -> HttpResponseBase:
    """The question is taken up again."""
    person = open_participant(request.user, participant_id, why=SEEN)
    row = get_object_or_404(
        NotNow.objects.select_related("file"), participant=person, pk=row_id, reopened_on=None
    )
    form = AgainForm(request.POST or None)
    return _person_form(
        request,
        person,
        form,
        lambda: actions.take_up_again(by=request.user, row=row, **form.cleaned_data),
        "Take it up again",
    )


@staff_view(Permission.CASE_SEE)
def debrief(request: StaffRequest, number: str, debrief_id: int) -> HttpResponseBase:
    """A talk with one of the staff."""
    case = open_case(request.user, number, why=SEEN)
    row = get_object_or_404(Debrief.objects.select_related("user"), case=case, pk=debrief_id)
    if not row.is_open:
        raise Http404
    form = DebriefForm(request.POST or None)
    back = reverse("followup:case", args=[number])
    if submit(form, lambda: actions.end_debrief(by=request.user, debrief=row, ended=form.ended())):
        return redirect(back)
    title = f"A talk with {row.user.name}"
    context = {"form": form, "title": title, "back_url": back, "caption": number, "button": "Save"}
    return render(request, "pages/form.html", context)


@staff_view(Permission.MEETING_WRITE_UP)
@require_POST
def sign_off(request: StaffRequest, number: str, meeting_id: int) -> HttpResponseBase:
    """Everybody was looked after."""
    case = open_case(request.user, number, why=SEEN)
    meeting = get_object_or_404(Meeting, case=case, pk=meeting_id, state=Meeting.State.HELD)
    meeting.case = case
    try:
        actions.sign_off(by=request.user, meeting=meeting)
        messages.success(request, "Everybody who took part has been looked after.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("followup:case", number)
