"""The pages of one community resolution: what was offered, the CRA1, the contract and whether it is kept."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.referral.doors import open_referral
from amends.journey.referral.models import ChosenAction, Referral, Remedy
from amends.journey.remedy import actions
from amends.journey.remedy.forms import (
    AttendanceForm,
    Cra1Form,
    DecisionForm,
    DueForm,
    NoticeForm,
    RemedyForm,
    SettleForm,
    UseForm,
)
from amends.journey.remedy.models import ContractAction, PlacementUse
from amends.journey.remedy.models.placement import PLACED


def _remedy(request: StaffRequest, number: str) -> Remedy:
    referral = open_referral(request.user, number)
    found = get_object_or_404(Remedy, referral=referral)
    found.referral = referral
    return found


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@staff_view(Permission.REFERRAL_MAKE)
def remedy(request: StaffRequest, number: str) -> HttpResponse:
    """What it stands in for, the menu that was offered, and what each side wants for themselves."""
    found = _remedy(request, number)
    kept = {name: getattr(found, name) for name in RemedyForm.base_fields}
    form = RemedyForm(_posted(request), initial=kept)
    if submit(form, lambda: actions.keep_remedy(by=request.user, remedy=found, details=form.cleaned_data)):
        messages.success(request, "Saved.")
        return redirect("referral:status", number)
    return _form(request, form, "Outside court", reverse("referral:status", args=[number]))


@staff_view(Permission.REFERRAL_SCREEN)
def cra1(request: StaffRequest, number: str) -> HttpResponse:
    """The request that was drafted: send it, or say why the form is not needed (EX-128)."""
    found = _remedy(request, number)
    form = Cra1Form(_posted(request), initial={"text": found.cra1_request, "send": "ask"})

    def act() -> object:
        given = form.cleaned_data
        if given["send"] == "ask":
            return actions.ask_for_cra1(by=request.user, remedy=found, text=given["text"])
        return actions.note_cra1_exception(by=request.user, remedy=found, reason=given["reason"])

    if submit(form, act):
        messages.success(request, "Noted.")
        return redirect("referral:status", number)
    return _form(request, form, "Ask for the CRA1", reverse("referral:status", args=[number]))


@staff_view(Permission.REFERRAL_MAKE)
def contract(request: StaffRequest, number: str) -> HttpResponse:
    """What was agreed, by when, and whether it was done (EX-153)."""
    referral = open_referral(request.user, number)
    agreed = referral.actions.filter(agreed_place__isnull=False).order_by("agreed_place")
    rows = list(agreed.select_related("contract__placement_use__placement__provider"))
    if not rows:
        raise Http404
    context = {"title": "The contract", "referral": referral, "agreed": rows, "placed": PLACED}
    return render(
        request, "remedy/contract.html", context | {"back_url": reverse("referral:status", args=[number])}
    )


def _action(request: StaffRequest, number: str, place: int) -> ChosenAction:
    referral: Referral = open_referral(request.user, number)
    found = get_object_or_404(ChosenAction, referral=referral, agreed_place=place)
    found.referral = referral
    return found


def _step(request: StaffRequest, number: str, place: int) -> ContractAction:
    action = _action(request, number, place)
    step = get_object_or_404(ContractAction, action=action)
    step.action, step.referral = action, action.referral
    return step


@staff_view(Permission.REFERRAL_MAKE)
def due(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """By when an action is to be done."""
    action = _action(request, number, place)
    form = DueForm(_posted(request))

    def act() -> object:
        return actions.set_due(by=request.user, action=action, due_on=form.cleaned_data["due_on"])

    return _settled(request, form, act, number, f"{action.get_number_display()}: its day")


@staff_view(Permission.REFERRAL_MAKE)
def settle(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """It was done, or it was not kept."""
    step = _step(request, number, place)
    form = SettleForm(_posted(request))

    def act() -> object:
        given = form.cleaned_data
        record = actions.record_done if given["result"] == "done" else actions.record_breach
        return record(by=request.user, step=step, on=given["on"])

    return _settled(request, form, act, number, step.action.get_number_display())


@staff_view(Permission.REFERRAL_MAKE)
def notice(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """Read the drafted notice over, and tell the officer."""
    step = _step(request, number, place)
    form = NoticeForm(_posted(request), initial={"text": step.notice})

    def act() -> object:
        return actions.tell_officer(by=request.user, step=step, text=form.cleaned_data["text"])

    return _settled(request, form, act, number, "Tell the investigating officer")


@staff_view(Permission.REFERRAL_MAKE)
def decision(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """What the officer decided after being told."""
    step = _step(request, number, place)
    form = DecisionForm(_posted(request), initial={"decision": step.officer_decision})

    def act() -> object:
        return actions.decide_after_breach(by=request.user, step=step, decision=form.cleaned_data["decision"])

    return _settled(request, form, act, number, "What the officer decided")


@staff_view(Permission.REFERRAL_MAKE)
def choose(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """Take a place at a placement; where none is left, others in the area are named."""
    step = _step(request, number, place)
    form = UseForm(_posted(request), service=step.service)

    def act() -> object:
        given = form.cleaned_data
        return actions.choose_placement(by=request.user, step=step, **given)

    return _settled(request, form, act, number, "Choose a placement")


@staff_view(Permission.REFERRAL_MAKE)
def attendance(request: StaffRequest, number: str, place: int) -> HttpResponse:
    """How much was attended."""
    step = _step(request, number, place)
    use = get_object_or_404(PlacementUse, step=step)
    use.step = step
    form = AttendanceForm(_posted(request), initial={"attended": use.attended, "left": False})

    def act() -> object:
        given = form.cleaned_data
        return actions.note_attendance(by=request.user, use=use, **given)

    return _settled(request, form, act, number, "Attendance")


def _settled(
    request: StaffRequest, form: forms.Form, act: Callable[[], object], number: str, title: str
) -> HttpResponse:
    """Do it and go back to the contract, or show what stands against it."""
    if submit(form, act):
        messages.success(request, "Saved.")
        return redirect("remedy:contract", number)
    return _form(request, form, title, reverse("remedy:contract", args=[number]))


def _form(request: StaffRequest, form: forms.Form, title: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": "Save", "back_url": back}
    return render(request, "pages/form.html", context)
