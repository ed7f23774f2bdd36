"""Logging a contact: who, how, the page with its few questions, and the one thing that matters next."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import CaseFile, Participant, Side
from amends.foundation.pages.submitting import submit
from amends.foundation.people.ages import Reach, reach_of
from amends.foundation.people.models import SafeContact
from amends.foundation.people.rules import channel_is_safe
from amends.journey.allocation.rules import facilitators_of
from amends.journey.contact import actions
from amends.journey.contact.actions.hosting import has_host
from amends.journey.contact.forms import AppointmentForm, CallBackForm, ReactionForm, form_for
from amends.journey.contact.models import Approach, Contact
from amends.journey.contact.models.contact import Kind
from amends.journey.contact.rules import Following, following, ways_to_reach, ways_within_hours
from amends.journey.contact.rules.attempts import count
from amends.journey.contact.rules.following import first_call_warning
from amends.journey.contact.rules.hosting import MISSING, host_access_of, is_arranged
from amends.journey.contact.rules.may_log import RESPONSIBLE, not_yet, usual_purpose
from amends.journey.safeguarding.models import Concern
from amends.journey.safeguarding.rules.children import addressee_of, person_of
from amends.journey.safeguarding.rules.lead import has_read

TITLES = {
    Kind.CALL: "Log a call",
    Kind.TEXT: "Log a text",
    Kind.EMAIL: "Log an e-mail",
    Kind.LETTER: "Log a letter",
    Kind.VISIT: "Log a visit",
    Kind.INTERVIEW: "Log an interview",
    Kind.VIDEO: "Log a video call",
    Kind.LIAISON: "Log a talk with a professional",
}


@staff_view(Permission.CONTACT_LOG)
def who(request: StaffRequest, number: str) -> HttpResponse:
    """The first tap: which person of the case."""
    found = open_case(request.user, number)
    files = CaseFile.objects.visible_to(request.user).filter(case=found)
    people = Participant.objects.filter(file__in=files, left_at__isnull=True).order_by("side", "pk")
    return render(request, "contact/who.html", {"title": "Log a contact", "case": found, "people": people})


@staff_view(Permission.CONTACT_LOG)
def log(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The second tap is how; then the page itself, with the safe-contact card beside it."""
    participant = open_participant(request.user, participant_id, why="contact.card_shown")
    card, reached, whose = _card_of(participant)
    ways = ways_to_reach(card)
    how = request.GET.get("how", "")
    if how and how not in Kind.values:
        raise Http404
    context = _about_person(request.user, participant, whose, card, reached)
    context["ways"] = [(kind, kind.label) for kind in ways]
    if not how:
        return render(request, "contact/how.html", context | _before_dialling(participant, card))
    form = _form(request, participant, card, Kind(how), context["earlier"], young=reached is Reach.TOGETHER)
    saved: list[Contact] = []
    if submit(form, lambda: saved.append(_save(request, participant, Kind(how), form.details()))):
        messages.success(request, "Saved.")
        _warn_of_host(request, participant)
        return _after(saved[0])
    return render(
        request, "contact/log.html", context | {"title": TITLES[Kind(how)], "form": form, "how": how}
    )


def _before_dialling(participant: Participant, card: SafeContact | None) -> dict[str, Any]:
    """What stands against getting in touch at all, and what the card allows at another hour only."""
    return {
        "title": "Log a contact",
        "not_yet": not_yet(participant),
        "earlier_ways": [(kind, kind.label.lower()) for kind in ways_within_hours(card)],
    }


def _warn_of_host(request: StaffRequest, participant: Participant) -> None:
    """Where the contact also belongs into the host's record, and nobody is named who types it in (W8-372)."""
    if has_host(participant) and not is_arranged(host_access_of(request.user, participant.service_id)):
        messages.warning(request, f"{participant.case.number}: {MISSING}")


def _card_of(participant: Participant) -> tuple[SafeContact | None, Reach, Participant]:
    """The card to go by, how they are reached at their age, and whose card and numbers it is then."""
    cards = SafeContact.objects.select_related("participant__person")
    card = cards.filter(participant=participant).first()
    person = getattr(card.participant, "person", None) if card else person_of(participant)
    reached = reach_of(person, timezone.localdate())
    whose = addressee_of(participant, reached)
    return (card if whose == participant else cards.filter(participant=whose).first()), reached, whose


def _after(contact: Contact) -> HttpResponse:
    """A concern that was begun comes first; then the one thing that matters next."""
    begun = Concern.objects.filter(came_from=f"contact:{contact.pk}").first() if contact.disclosable else None
    return redirect("safeguarding:concern", begun.pk) if begun else redirect("contact:next", contact.pk)


def _about_person(
    by: User, participant: Participant, whose: Participant, card: SafeContact | None, reached: Reach
) -> dict[str, Any]:
    """Up to 14 the card and the numbers are those of the parent or guardian; a child's own are not shown (W8-222)."""
    alone = whose == participant and reached is Reach.THROUGH_ADULT
    points = whose.contact_points.order_by("-is_safe", "rank", "pk")
    earlier = list(Contact.objects.filter(participant=participant).order_by("at", "pk"))
    approach = Approach.objects.filter(participant=participant).first()
    tried = count(earlier)
    return {
        "participant": participant,
        "case": participant.case,
        "card": card,
        "points": points.none() if alone else points,
        "whose": whose,
        "alone": alone,
        "has_read": has_read(by, participant.case.service),
        "earlier": earlier,
        "tried": tried,
        "warning": first_call_warning(participant, approach, tried),
        "back_url": reverse("contact:person", args=[participant.pk]),
    }


def _form(
    request: StaffRequest,
    participant: Participant,
    card: SafeContact | None,
    kind: Kind,
    earlier: list[Contact],
    *,
    young: bool,
) -> Any:
    more: dict[str, Any] = {
        "responsible": participant.side == Side.RESPONSIBLE,
        "young": young,
    }
    if kind == Kind.CALL:
        more["voicemail"] = channel_is_safe(card, "voicemail")
    elif kind in {Kind.VISIT, Kind.INTERVIEW, Kind.VIDEO}:
        company = Participant.objects.filter(of=participant, left_at__isnull=True).order_by("pk")
        more["company"] = [(p.pk, f"{p.initials}, {p.get_part_display().lower()}") for p in company]
    usual = usual_purpose(participant, count(earlier))
    return form_for(kind)(request.POST or None, kind=kind, initial={"purpose": usual}, **more)


def _save(request: StaffRequest, participant: Participant, kind: Kind, details: dict[str, Any]) -> Contact:
    if participant.case.stopped_at:  # a letter asks for no purpose
        details = {"purpose": Contact.Purpose.INFORM} | details
    return actions.log_contact(by=request.user, participant=participant, kind=kind, **details)


def _contact(request: StaffRequest, contact_id: int) -> Contact:
    contact = get_object_or_404(Contact, pk=contact_id)
    contact.participant = open_participant(request.user, contact.participant_id)
    return contact


@staff_view(Permission.CONTACT_LOG)
def next_thing(request: StaffRequest, contact_id: int) -> HttpResponse:
    """One question after saving. Nothing has to be answered here."""
    contact = _contact(request, contact_id)
    card = SafeContact.objects.filter(participant=contact.participant).first()
    approach = Approach.objects.filter(participant=contact.participant).first()
    earlier = list(
        Contact.objects.filter(participant=contact.participant, at__lte=contact.at).order_by("at", "pk")
    )
    asked = following(contact, card=card, approach=approach, earlier=earlier)
    form = _next_form(request, contact, asked)
    if submit(form, lambda: _answer(request, contact, asked, form.cleaned_data)):
        return redirect("contact:person", contact.participant_id)
    context = {
        "title": asked.words,
        "asked": asked,
        "contact": contact,
        "form": form,
        "caption": f"{contact.participant.case.number}, {contact.participant.initials}",
    }
    return render(request, "contact/next.html", context)


def _next_form(request: StaffRequest, contact: Contact, asked: Following) -> forms.Form:
    if asked.ask == "reaction":
        return ReactionForm(request.POST or None)
    if asked.ask == "appointment":
        return appointment_form(request, contact.participant)
    return CallBackForm(request.POST or None)


def appointment_form(request: StaffRequest, participant: Participant) -> AppointmentForm:
    """The next appointment, with whoever works on the case."""
    people: list[User] = [request.user, *facilitators_of(participant.case)]
    return AppointmentForm(
        request.POST or None,
        people=people,
        statutory=participant.side in RESPONSIBLE,
        initial={"with_user": request.user.pk, "kind": Kind.VISIT},
    )


def _answer(request: StaffRequest, contact: Contact, asked: Following, answers: dict[str, Any]) -> None:
    if asked.ask == "reaction":
        actions.note_reaction(by=request.user, contact=contact, **answers)
    elif asked.ask == "appointment":
        actions.make_appointment(by=request.user, participant=contact.participant, **answers)
    elif answers["call_back_at"]:
        actions.call_back(by=request.user, contact=contact, at=answers["call_back_at"])
