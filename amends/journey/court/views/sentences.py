"""A sentence in the responsible side's file: what was passed, statutory or voluntary, the plan and attendance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.contact.models import Appointment
from amends.journey.court import tables
from amends.journey.court.actions import attending, following, sentencing
from amends.journey.court.actions.reporting_on import parole_information
from amends.journey.court.forms import following as forms
from amends.journey.court.forms.sentence import FirstContactForm, SentenceForm
from amends.journey.court.models import Attendance, Sentence
from amends.journey.court.rules import following as rules
from amends.journey.court.rules.first_contact import first_contact
from amends.journey.court.rules.glossary import offender_status
from amends.journey.court.rules.sentencing import (
    RESPONSIBLE,
    UnsupervisedError,
    check_sentence,
    latest_sentence,
)


def opened(request: StaffRequest, participant_id: int) -> Participant:
    """The person responsible, through the door of their own file; nobody on the other side has such a page."""
    participant = open_participant(request.user, participant_id, why="sentence.looked_at")
    if participant.side not in RESPONSIBLE or participant.part != Participant.Part.PRINCIPAL:
        raise Http404
    return participant


def sentence_of(request: StaffRequest, participant_id: int) -> tuple[Participant, Sentence]:
    """Somebody and their last sentence; 404 where there is none."""
    participant = opened(request, participant_id)
    sentence = latest_sentence(participant)
    if sentence is None:
        raise Http404
    sentence.participant = participant
    return participant, sentence


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The sentence and what follows from it."""
    participant = opened(request, participant_id)
    sentence = latest_sentence(participant)
    context = {"title": "Sentence", "participant": participant, "case": participant.case}
    if sentence is None and may(request.user, Permission.ENQUIRY_SEND, participant.service_id):
        context["status"] = offender_status(
            participant.case
        )  # rests on the referral, which not everybody sees
    if sentence:
        context |= _shown(sentence, participant)
    return render(request, "court/person.html", context)


def _shown(sentence: Sentence, participant: Participant) -> dict[str, Any]:
    plan, news = rules.plan_of(sentence), rules.news_of(sentence)
    standard = first_contact(sentence, participant.case)
    appointments = rules.appointments_of(sentence) if sentence.restorative else []
    breach = rules.breach_under_way(news)
    return {
        "sentence": sentence,
        "rows": tables.sentence_rows(sentence),
        "first_rows": tables.first_contact_rows(sentence, standard, participant.case),
        "plan": plan,
        "plan_table": tables.plan_table(plan, is_open=sentence.is_statutory),
        "came_of": tables.came_of_rows(plan),
        "attendance": tables.attendance_table(appointments),
        "news": tables.news_table(news),
        "new": [n for n in news if n.decision and not n.seen_at],
        "breach": breach,
        "flagged": [a for a in appointments if not a.kept and a.at > timezone.now()] if breach else [],
        "documents": Document.objects.filter(subject=f"sentence:{sentence.pk}").order_by("-made_at")[:5],
    }


@staff_view(Permission.PARTICIPANT_EDIT)
def enter(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Enter a sentence; an order without supervision goes to the manager to be checked."""
    participant = opened(request, participant_id)
    form = SentenceForm(request.POST or None, case=participant.case)
    if submit(
        form,
        lambda: sentencing.enter_sentence(
            by=request.user, participant=participant, details=form.cleaned_data
        ),
    ):
        messages.success(request, "The sentence is entered.")
        return redirect("court:person", participant.pk)
    if _is_unsupervised(form, participant):
        sentencing.flag_order(by=request.user, participant=participant)
    return form_page(request, form, "Enter the sentence", participant)


def _is_unsupervised(form: SentenceForm, participant: Participant) -> bool:
    """Whether what was typed is an order with a requirement and too little supervision."""
    if "supervision_months" not in form.errors or "passed_on" not in form.cleaned_data:
        return False
    try:
        check_sentence(Sentence(**{"supervision_months": None, **form.cleaned_data}), participant)
    except UnsupervisedError:
        return True
    except Refused:
        return False
    return False


@staff_view(Permission.CONTACT_LOG)
def first(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Plan the first contact after sentence."""
    participant, sentence = sentence_of(request, participant_id)
    initial = {"on": sentence.first_contact_on, "why_later": sentence.why_later}
    form = FirstContactForm(request.POST or None, initial=initial)
    if submit(
        form,
        lambda: sentencing.plan_first_contact(by=request.user, sentence=sentence, **form.cleaned_data),
    ):
        return redirect("court:person", participant.pk)
    return form_page(request, form, "First contact after sentence", participant)


@staff_view(Permission.CONTACT_LOG)
def attendance(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """What proves attendance at one appointment of the order."""
    appointment = get_object_or_404(Appointment, pk=appointment_id, is_statutory=True)
    participant, sentence = sentence_of(request, appointment.participant_id)
    known = Attendance.objects.filter(appointment=appointment).first() or Attendance()
    initial = {name: getattr(known, name) for name in forms.AttendanceForm.base_fields}
    form = forms.AttendanceForm(request.POST or None, initial=initial)
    if submit(
        form,
        lambda: attending.record_attendance(
            by=request.user,
            sentence=sentence,
            appointment=appointment,
            evidence=attending.Evidence(**form.cleaned_data),
        ),
    ):
        return redirect("court:person", participant.pk)
    return form_page(request, form, f"Attendance: {appointment.get_kind_display().lower()}", participant)


@require_POST
@staff_view(Permission.CONTACT_LOG)
def do(request: StaffRequest, participant_id: int, verb: str) -> HttpResponse:
    """What needs only a button: print the record, pass it on, note that the news have been seen."""
    participant, sentence = sentence_of(request, participant_id)
    try:
        if verb == "print":
            made = attending.attendance_record(by=request.user, sentence=sentence)
            return redirect("documents:show", made.pk)
        if verb == "pass-on":
            attending.pass_to_officer(by=request.user, sentence=sentence, on=timezone.localdate())
        elif verb == "seen":
            following.see_news(by=request.user, sentence=sentence)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("court:person", participant.pk)


@require_POST
@staff_view(Permission.CONTACT_LOG)
def parole(request: StaffRequest, participant_id: int) -> HttpResponse:
    """What a parole or licence report may hold of them."""
    participant = opened(request, participant_id)
    try:
        made = parole_information(by=request.user, participant=participant)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("court:person", participant.pk)
    return redirect("documents:show", made.pk)


def form_page(request: StaffRequest, form: Any, title: str, participant: Participant) -> HttpResponse:
    """A form about a sentence, with the way back to it."""
    back = reverse("court:person", args=[participant.pk])
    context = {"title": title, "form": form, "button": "Save", "back_url": back, "cancel_url": back}
    caption = f"{participant.case.number} · {participant.initials}"
    return render(request, "pages/form.html", {**context, "caption": caption})
