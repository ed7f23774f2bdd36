"""Keeping committees: members, terms, acceptances and meetings, one form each."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.service.committees import actions, rules
from amends.service.committees import forms as asked
from amends.service.committees.models import Committee, Member, Sitting

KEEP = Permission.SERVICE_MANAGE


def _form(
    request: StaffRequest,
    committee: Committee,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    *,
    lead: str = "",
) -> HttpResponseBase:
    """One form about a committee, and the way back to it."""
    back = reverse("committees:committee", args=[committee.pk])
    if submit(form, act):
        return saved(request, "Saved.", back)
    return form_page(request, form, title, back, caption=committee.name, lead=lead)


@staff_view(KEEP)
def begin(request: StaffRequest) -> HttpResponseBase:
    """Set up a committee."""
    form, made = asked.CommitteeForm(request.POST or None), None
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.begin_committee(by=request.user, service=request.service, **form.cleaned_data),
        )
    if made:
        return redirect("committees:committee", made.pk)
    return form_page(request, form, "Set up a committee", reverse("committees:home"))


@staff_view(KEEP)
def write(request: StaffRequest, committee_id: int) -> HttpResponseBase:
    """The next version of the terms, beginning with what holds now."""
    found = rules.open_committee(request.service, committee_id)
    last = rules.terms_in_force(found)
    names = [name for name in asked.TermsForm.base_fields if name != "dated"]
    initial: dict[str, object] = {"scheme_name": request.service.name}
    if last:
        initial = {name: getattr(last, name) for name in names}
    form = asked.TermsForm(request.POST or None, service=request.service, initial=initial)

    def act() -> object:
        return actions.write_terms(by=request.user, committee=found, details=form.cleaned_data)

    lead = "The figures are settings: from now on meetings keep to them. Every member is asked to accept them anew."
    return _form(request, found, form, "Write the terms of reference", act, lead=lead)


@staff_view(KEEP)
def add_member(request: StaffRequest, committee_id: int) -> HttpResponseBase:
    """An organisation becomes a member."""
    found = rules.open_committee(request.service, committee_id)
    form = asked.MemberForm(request.POST or None, service=request.service)

    def act() -> object:
        return actions.add_member(by=request.user, committee=found, **form.cleaned_data)

    return _form(request, found, form, "Add a member organisation", act)


def _member(found: Committee, member_id: int) -> Member:
    member = get_object_or_404(rules.members_of(found), pk=member_id)
    member.committee = found
    return member


@staff_view(KEEP)
def accept(request: StaffRequest, committee_id: int, member_id: int) -> HttpResponseBase:
    """A member organisation has accepted the terms that hold."""
    found = rules.open_committee(request.service, committee_id)
    member = _member(found, member_id)
    form = asked.AcceptForm(request.POST or None)

    def act() -> object:
        terms = rules.check_has_terms(found)
        return actions.accept_terms(by=request.user, terms=terms, member=member, **form.cleaned_data)

    return _form(request, found, form, f"{member} has accepted the terms", act)


@staff_view(KEEP)
def leave(request: StaffRequest, committee_id: int, member_id: int) -> HttpResponseBase:
    """An organisation is no member any more."""
    found = rules.open_committee(request.service, committee_id)
    member = _member(found, member_id)
    form = asked.LeaveForm(request.POST or None)

    def act() -> object:
        return actions.leave(by=request.user, member=member, **form.cleaned_data)

    return _form(request, found, form, f"{member} leaves the committee", act)


@staff_view(KEEP)
def call(request: StaffRequest, committee_id: int) -> HttpResponseBase:
    """Call a meeting."""
    found = rules.open_committee(request.service, committee_id)
    form = asked.CallForm(request.POST or None)

    def act() -> object:
        return actions.call_meeting(by=request.user, committee=found, **form.cleaned_data)

    return _form(request, found, form, "Call a meeting", act)


def _sitting(found: Committee, sitting_id: int) -> Sitting:
    row = get_object_or_404(Sitting, committee=found, pk=sitting_id)
    row.committee = found
    return row


@staff_view(KEEP)
def held(request: StaffRequest, committee_id: int, sitting_id: int) -> HttpResponseBase:
    """Who was there, and what was decided."""
    found = rules.open_committee(request.service, committee_id)
    row = _sitting(found, sitting_id)
    form = asked.HeldForm(request.POST or None, members=rules.members_of(found))
    terms = rules.terms_in_force(found)

    def act() -> object:
        return actions.hold_meeting(by=request.user, sitting=row, **form.cleaned_data)

    lead = f"Nothing is decided unless {terms.quorum} member organisations are there." if terms else ""
    return _form(request, found, form, "The meeting was held", act, lead=lead)


@require_POST
@staff_view(KEEP)
def call_off(request: StaffRequest, committee_id: int, sitting_id: int) -> HttpResponseBase:
    """A meeting does not take place."""
    found = rules.open_committee(request.service, committee_id)
    try:
        actions.call_off(by=request.user, sitting=_sitting(found, sitting_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("committees:committee", found.pk)
