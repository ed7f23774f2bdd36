"""Asking one person about themselves. What they answered is shown to nobody afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Participant
from amends.foundation.pages.submitting import submit
from amends.service.equality.actions import keep_answers, note_not_asked
from amends.service.equality.forms import EqualityForm, NotAskedForm
from amends.service.equality.models import EqualityAnswers
from amends.service.equality.rules import is_asked


@staff_view(Permission.PARTICIPANT_EDIT)
def ask(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The questions; what was answered before is not shown, only that it was."""
    person = _person(request, participant_id)
    form = EqualityForm(request.POST or None)
    if submit(form, lambda: keep_answers(by=request.user, participant=person, answers=form.cleaned_data)):
        messages.success(request, "Kept. Thank them.")
        return redirect("casefile:person", person.pk)
    context = {
        "title": "About themselves",
        "form": form,
        "person": person,
        "kept": EqualityAnswers.objects.filter(participant=person).first(),
        "button": "Keep what they said",
        "cancel_url": reverse("casefile:person", args=[person.pk]),
    }
    return render(request, "equality/ask.html", context)


@staff_view(Permission.PARTICIPANT_EDIT)
def not_asked(request: StaffRequest, participant_id: int) -> HttpResponse:
    """It was not the moment."""
    person = _person(request, participant_id)
    form = NotAskedForm(request.POST or None)
    if submit(form, lambda: note_not_asked(by=request.user, participant=person, **form.cleaned_data)):
        return redirect("casefile:person", person.pk)
    context = {"title": "Not asked about themselves", "form": form, "button": "Keep it"}
    cancel = reverse("casefile:person", args=[person.pk])
    return render(request, "pages/form.html", context | {"cancel_url": cancel})


def _person(request: StaffRequest, participant_id: int) -> Participant:
    person = open_participant(request.user, participant_id, why="equality.asked")
    if not is_asked(person):
        raise Http404
    return person
