"""Small records around one person: supporters, network, support, things left, others affected."""

from collections.abc import Callable
from typing import TypeVar

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_participant
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.preparation import actions
from amends.journey.preparation.forms.company import (
    AffectedForm,
    BackingForm,
    HelperForm,
    SupporterForm,
    TellForm,
)
from amends.journey.preparation.forms.looking_after import BackForm, FirstTalkForm, LeftForm, MeasureForm
from amends.journey.preparation.models import Affected, Backing, Helper, LeftBehind, Measure
from amends.journey.preparation.rules.company import findings_that_count, is_party_elsewhere
from amends.journey.preparation.views.pages import SEEN, form_page, own

LOG = Permission.CONTACT_LOG
Row = TypeVar("Row", bound=FileRow)


def _kept(kind: type[Row], participant: Participant, row_id: int) -> Callable[[], Row | None]:
    """The row to change, read anew each time: a form has written into the one it shows before anything is allowed."""
    return lambda: own(kind, participant, row_id) if row_id else None


def _keep(
    request: StaffRequest,
    participant: Participant,
    form: django_forms.BaseForm,
    act: Callable[[], object],
    title: str,
) -> HttpResponseBase:
    """Do it and go back to the person, or show the form with what stands against it."""
    if carried_out(form, act):
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, title)


@staff_view(Permission.SUITABILITY_RECORD)
def supporter(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Whether a supporter is suitable to be there."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    last = findings_that_count([participant]).first()
    form = SupporterForm(
        request.POST or None,
        initial={"relationship": last.relationship, "reason": last.reason} if last else {},
    )
    if carried_out(
        form, lambda: actions.find_supporter(by=request.user, participant=participant, **form.cleaned_data)
    ):
        return redirect("preparation:person", participant.pk)
    elsewhere = may(request.user, Permission.CASE_OPEN, request.service) and is_party_elsewhere(participant)
    return form_page(
        request, participant, form, "Is it right that this supporter comes?", elsewhere=elsewhere
    )


@staff_view(LOG)
def helper(request: StaffRequest, participant_id: int, row_id: int = 0) -> HttpResponseBase:
    """One of the network around them."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = _kept(Helper, participant, row_id)
    form = HelperForm(request.POST or None, instance=kept())

    def act() -> object:
        return actions.keep_helper(
            by=request.user, participant=participant, details=form.cleaned_data, helper=kept()
        )

    return _keep(request, participant, form, act, "Somebody who helps them")


@staff_view(LOG)
def backing(request: StaffRequest, participant_id: int, row_id: int = 0) -> HttpResponseBase:
    """An organisation that supports them."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = _kept(Backing, participant, row_id)
    form = BackingForm(request.POST or None, instance=kept(), service=participant.case.service)

    def act() -> object:
        return actions.keep_backing(
            by=request.user, participant=participant, details=form.cleaned_data, row=kept()
        )

    return _keep(request, participant, form, act, "An organisation that supports them")


@staff_view(LOG)
def tell(request: StaffRequest, participant_id: int, row_id: int) -> HttpResponseBase:
    """Their details go to an organisation."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    row = own(Backing, participant, row_id)
    form = TellForm(request.POST or None, row=row)

    def act() -> object:
        return actions.tell_backing(by=request.user, backing=row, **form.cleaned_data)

    return _keep(request, participant, form, act, f"Tell {row.organisation}")


@staff_view(LOG)
def measure(request: StaffRequest, participant_id: int, row_id: int = 0) -> HttpResponseBase:
    """A measure for their wellbeing."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = _kept(Measure, participant, row_id)
    form = MeasureForm(request.POST or None, instance=kept())

    def act() -> object:
        return actions.keep_measure(
            by=request.user, participant=participant, details=form.cleaned_data, measure=kept()
        )

    return _keep(request, participant, form, act, "Support that was agreed")


@staff_view(LOG)
def affected(request: StaffRequest, participant_id: int, row_id: int = 0) -> HttpResponseBase:
    """Somebody else who was affected, on the list of this side's file."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    kept = _kept(Affected, participant, row_id)
    form = AffectedForm(request.POST or None, instance=kept())

    def act() -> object:
        return actions.keep_affected(
            by=request.user,
            file=participant.file,
            participant=participant,
            details=form.cleaned_data,
            row=kept(),
        )

    return _keep(request, participant, form, act, "Somebody else who was affected")


@staff_view(LOG)
def left(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Something was left with them."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = LeftForm(request.POST or None)

    def act() -> object:
        return actions.leave_behind(by=request.user, participant=participant, **form.cleaned_data)

    return _keep(request, participant, form, act, "Something left with them")


@staff_view(LOG)
def back(request: StaffRequest, participant_id: int, row_id: int) -> HttpResponseBase:
    """It is back."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    row = own(LeftBehind, participant, row_id)
    form = BackForm(request.POST or None)

    def act() -> object:
        return actions.take_back(by=request.user, row=row, on=form.cleaned_data["on"])

    return _keep(request, participant, form, act, f"Back: {row.what}")


@staff_view(LOG)
def first_talk(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """The first meeting with the person harmed."""
    participant = open_participant(request.user, participant_id, why=SEEN)
    form = FirstTalkForm(request.POST or None)
    if carried_out(
        form,
        lambda: actions.record_first_talk(
            by=request.user, participant=participant, details=form.cleaned_data
        ),
    ):
        messages.success(request, "Kept. What happens next follows from it.")
        return redirect("preparation:person", participant.pk)
    return form_page(request, participant, form, "The first meeting", keep=True)
