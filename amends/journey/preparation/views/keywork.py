"""Resources used with somebody and their keyworker, for the officer; goals and guidance, for the keyworker."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import Side
from amends.foundation.pages.attempt import carried_out
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.preparation.actions import keywork as actions
from amends.journey.preparation.forms.keywork import KeyworkForm, ResourceForm
from amends.journey.preparation.rules import keywork as rules
from amends.journey.preparation.views.pages import SEEN, form_page

NOTE = Permission.PREPARATION_NOTE


@staff_view(Permission.CASE_SEE)
def resources(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """What has been used with them, and who their keyworker is."""
    person = open_participant(request.user, participant_id, why=SEEN)
    context = {
        "title": "Resources used",
        "participant": person,
        "case": person.case,
        "uses": rules.uses_of(person),
        "has_keyworker": person.side != Side.HARMED,
        "keywork": rules.keywork_of(person),
        "writes": person.case.is_open and may(request.user, NOTE, person.service_id),
        "back_url": reverse("preparation:person", args=[person.pk]),
        "back_text": "Preparation",
    }
    return render(request, "preparation/resources.html", context)


@staff_view(NOTE)
def use(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Note a resource that was used."""
    person = open_participant(request.user, participant_id, why=SEEN)
    listed = rules.resources_for(request.user, person.case.service)
    form = ResourceForm(request.POST or None, resources=listed)
    if carried_out(
        form, lambda: actions.use_resource(by=request.user, participant=person, **form.cleaned_data)
    ):
        return redirect("preparation:resources", person.pk)
    return form_page(request, person, form, "A resource was used")


@staff_view(NOTE)
def tell(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Name the keyworker and the goals they are told."""
    person = open_participant(request.user, participant_id, why=SEEN)
    known = rules.keywork_of(person)
    initial = {"keyworker": known.keyworker_id, "goals": known.goals} if known else {}
    form = KeyworkForm(
        request.POST or None, keyworkers=rules.keyworkers(person.case.service), initial=initial
    )
    if carried_out(
        form, lambda: actions.tell_keyworker(by=request.user, participant=person, **form.cleaned_data)
    ):
        return redirect("preparation:resources", person.pk)
    return form_page(request, person, form, "What their keyworker is told")


@require_POST
@staff_view(NOTE)
def end(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """They are no longer the keyworker."""
    person = open_participant(request.user, participant_id, why=SEEN)
    known = rules.keywork_of(person)
    if known is None:
        raise Http404
    known.participant = person
    actions.end_keywork(by=request.user, row=known)
    return redirect("preparation:resources", person.pk)


@staff_view(Permission.KEYWORK_READ)
def mine(request: StaffRequest) -> HttpResponseBase:
    """The people somebody is keyworker for."""
    context = {
        "title": "People you are keyworker for",
        "people": rules.told(rules.mine(request.user, request.service), request.service),
    }
    return render(request, "preparation/keywork.html", context)


@staff_view(Permission.KEYWORK_READ)
def goals(request: StaffRequest, keywork_id: int) -> HttpResponseBase:
    """One person's goals, and the guidance: all that a keyworker sees."""
    found = rules.open_keywork(request.user, request.service, keywork_id)
    record(
        by=request.user,
        act=Act.CONSULTATION,
        what="preparation.goals_read",
        service_id=request.service.pk,
        subject=f"keywork:{found.row.pk}",
    )
    context = {
        "title": found.name,
        "told": found,
        "guidance": rules.guidance_for(request.user, request.service),
        "back_url": reverse("preparation:keywork"),
        "back_text": "People you are keyworker for",
    }
    return render(request, "preparation/goals.html", context)
