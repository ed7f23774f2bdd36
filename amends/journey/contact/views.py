"""Lists of contacts, the diary, what is known before the first word, the host's record, shares on time."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of, may
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.contact import actions, lists
from amends.journey.contact.forms import (
    ApproachForm,
    DecisionForm,
    KeptForm,
    ResponsibleApproachForm,
)
from amends.journey.contact.log_views import appointment_form
from amends.journey.contact.models import Appointment, Approach, Contact
from amends.journey.contact.models.contact import Place
from amends.journey.contact.rules import first_visit_list, not_yet_seen, on_time
from amends.journey.contact.rules.attempts import count
from amends.journey.contact.rules.may_log import RESPONSIBLE
from amends.journey.contact.rules.safety import IN_PERSON


@staff_view(Permission.CONTACT_LOG)
def person(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Every contact with one person, in order, and how often they were tried."""
    participant = open_participant(request.user, participant_id, why="contacts.looked_at")
    upcoming = Appointment.objects.filter(participant=participant, kept="").select_related("with_user")
    context = {
        "title": f"Contacts with {participant.initials}",
        "participant": participant,
        "case": participant.case,
        "upcoming": upcoming.order_by("at"),
        "first_visit": first_visit_list(participant),
        "decides": may(request.user, Permission.APPROVAL_DECIDE, participant.service_id),
        "responsible": participant.side in RESPONSIBLE,
    }
    return render(request, "contact/person.html", context | _history(participant))


def _history(participant: Participant) -> dict[str, Any]:
    rows = Contact.objects.filter(participant=participant).select_related("participant", "logged_by")
    contacts = list(rows.order_by("at", "pk"))
    return {
        "table": lists.contacts_table(contacts, with_person=False),
        "tried": count(contacts),
        "hours": sum(contact.minutes for contact in contacts) / 60,
    }


@staff_view(Permission.CASE_SEE)
def case(request: StaffRequest, number: str) -> HttpResponse:
    """Every contact of the files this person may open, and whom nobody has seen yet."""
    found = open_case(request.user, number, why="contacts.looked_at")
    files = CaseFile.objects.visible_to(request.user).filter(case=found)
    rows = (
        Contact.objects.filter(file__in=files).select_related("participant", "logged_by").order_by("at", "pk")
    )
    contacts = list(rows)
    context = {
        "title": "Contacts",
        "case": found,
        "table": lists.contacts_table(
            contacts, with_person=True, linked=may(request.user, Permission.CONTACT_LOG, request.service)
        ),
        # Whoever sees one side is not told how far the other is.
        "not_seen": [side.label for side in not_yet_seen(found)] if both_sides_seen(found) else [],
        "hours": sum(contact.minutes for contact in contacts) / 60,
    }
    return render(request, "contact/case.html", context)


def _diary(request: StaffRequest) -> "QuerySet[Appointment]":
    """Their own appointments, or the whole service's for those who see it."""
    since = timezone.now() - dt.timedelta(days=7)
    rows = Appointment.objects.filter(service=request.service, at__gte=since, kept="")
    if not access_of(request.user).services(Sees.SERVICE) or request.GET.get("mine"):
        rows = rows.filter(with_user=request.user)
    return rows.select_related("participant__case", "with_user").order_by("at", "pk")[:200]


@staff_view(Permission.CONTACT_LOG)
def diary(request: StaffRequest) -> HttpResponse:
    """What is coming, by day, and what still has to be logged."""
    days = lists.diary_days(_diary(request))
    return render(request, "contact/diary.html", {"title": "Diary", "days": days, "now": timezone.now()})


@staff_view(Permission.CONTACT_LOG)
def diary_file(request: StaffRequest) -> HttpResponse:
    """The same for a telephone's calendar, without names."""
    response = HttpResponse(lists.calendar(_diary(request)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="diary.ics"'
    return response


@staff_view(Permission.CONTACT_LOG)
def add_appointment(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Put an appointment into the diary."""
    participant = open_participant(request.user, participant_id)
    form = appointment_form(request, participant)
    made: list[Appointment] = []

    def act() -> None:
        made.append(actions.make_appointment(by=request.user, participant=participant, **form.cleaned_data))

    if submit(form, act):
        messages.success(request, "It is in the diary.")
        if made[0].kind in IN_PERSON and made[0].place_kind == Place.HOME:
            return redirect(
                "contact:plan_visit", made[0].pk
            )  # nobody goes to a home without being waited for
        return redirect("contact:person", participant.pk)
    title = f"Appointment with {participant.initials}"
    return _form(request, form, title, participant.pk, template="contact/appointment.html")


@staff_view(Permission.CONTACT_LOG)
def settle(request: StaffRequest, appointment_id: int) -> HttpResponse:
    """Say what became of an appointment."""
    appointment = get_object_or_404(Appointment, pk=appointment_id)
    participant = open_participant(request.user, appointment.participant_id)
    form = KeptForm(request.POST or None)
    if submit(
        form,
        lambda: actions.settle_appointment(by=request.user, appointment=appointment, **form.cleaned_data),
    ):
        return redirect("contact:person", participant.pk)
    return _form(request, form, "Appointment", participant.pk)


@require_POST
@staff_view(Permission.CONTACT_LOG)
def letter(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The letter with the next appointment."""
    participant = open_participant(request.user, participant_id)
    try:
        document = actions.appointment_letter(by=request.user, participant=participant)
    except Refused as refusal:
        messages.error(request, refusal.in_full)
        return redirect("contact:person", participant.pk)
    return redirect("documents:show", document.pk)


@staff_view(Permission.CONTACT_LOG)
def approach(request: StaffRequest, participant_id: int) -> HttpResponse:
    """What to know before the first word."""
    participant = open_participant(request.user, participant_id)
    now = Approach.objects.filter(participant=participant).first()
    form_class = ResponsibleApproachForm if participant.side in RESPONSIBLE else ApproachForm
    initial = {name: getattr(now or Approach(), name) for name in form_class.base_fields}
    form = form_class(request.POST or None, initial=initial)
    if submit(
        form,
        lambda: actions.set_approach(by=request.user, participant=participant, details=form.cleaned_data),
    ):
        return redirect("contact:person", participant.pk)
    return _form(request, form, f"Before you speak to {participant.initials}", participant.pk)


@staff_view(Permission.APPROVAL_DECIDE)
def decide(request: StaffRequest, participant_id: int) -> HttpResponse:
    """A manager decides whether a worker without training may make the first approach."""
    participant = open_participant(request.user, participant_id)
    members = User.objects.filter(
        memberships__service=participant.service_id, is_active=True, is_system=False
    )
    form = DecisionForm(
        request.POST or None, workers=members.exclude(pk=request.user.pk).distinct().order_by("name")
    )

    def act() -> None:
        details: dict[str, Any] = dict(form.cleaned_data)
        worker, decision = details.pop("worker"), details.pop("decision")
        actions.decide_approach(
            by=request.user, participant=participant, worker=worker, decision=decision, details=details
        )

    if submit(form, act):
        messages.success(request, "Decided.")
        return redirect("contact:person", participant.pk)
    return _form(request, form, "First approach without training", participant.pk)


@staff_view(Permission.FIGURES_SEE)
def shares(request: StaffRequest) -> HttpResponse:
    """Who writes contacts down within the day, over the last three months."""
    since = timezone.now() - dt.timedelta(days=91)
    table = lists.shares_table(on_time(request.service, since))
    lead = "Contacts of the last 13 weeks. In time: written down within 24 hours of the contact."
    return render(request, "contact/list.html", {"title": "Contacts in time", "table": table, "lead": lead})


def _form(
    request: StaffRequest,
    form: forms.Form,
    title: str,
    participant_id: int,
    *,
    template: str = "pages/form.html",
) -> HttpResponse:
    back = reverse("contact:person", args=[participant_id])
    context = {"title": title, "form": form, "button": "Save", "back_url": back, "whom": participant_id}
    return render(request, template, context)
