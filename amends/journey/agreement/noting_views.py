"""Small pages on which something about an agreement is noted: looked at, agreed, copied, done, told."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.pages.attempt import carried_out
from amends.journey.agreement import actions, forms
from amends.journey.agreement.views import COPY, WRITE, current, one_form, party_of, point_of


@staff_view(WRITE)
def check(request: StaffRequest, number: str) -> HttpResponseBase:
    """Whether it keeps the public safe and is fair to those who were not there."""
    agreement = current(request, number)
    form = forms.CheckForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.check_public(by=request.user, agreement=agreement, **form.cleaned_data),
        title="A look at it for everybody else",
    )


@staff_view(WRITE)
def settle(request: StaffRequest, number: str) -> HttpResponseBase:
    """A concern is settled."""
    agreement = current(request, number)
    form = forms.SettleForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.settle(by=request.user, agreement=agreement, **form.cleaned_data),
        title="The concern is settled",
        lead=agreement.concern,
    )


@staff_view(COPY)
def copy(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """Somebody has their copy, or another one."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    form = forms.CopyForm(request.POST or None, initial={"form": actions.form_wanted(party)})
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.give_copy(by=request.user, party=party, **form.cleaned_data),
        title=f"Copy for {party.called}",
    )


@staff_view(COPY)
def office_copy(request: StaffRequest, number: str) -> HttpResponseBase:
    """The office has its copy."""
    agreement = current(request, number)
    form = forms.OfficeCopyForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.note_office_copy(by=request.user, agreement=agreement, **form.cleaned_data),
        title="Copy for the office",
    )


@staff_view(WRITE)
def status(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """What became of a promise."""
    agreement = current(request, number)
    point = point_of(agreement, key)
    form = forms.StatusForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.set_status(by=request.user, point=point, result=form.result()),
        title="What became of it",
        lead=point.what,
    )


@staff_view(WRITE)
def told(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """The other side was told."""
    agreement = current(request, number)
    point = point_of(agreement, key)
    form = forms.ToldForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.record_told(by=request.user, point=point, **form.cleaned_data),
        title="Tell the other side",
        lead=f"Agreed to be told: {point.tell_what}",
    )


@staff_view(Permission.AGREEMENT_OBJECT)
def object_to(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """An officer raises a concern about what is being drafted, from the file they may open; they see no more of it."""
    participant = open_participant(request.user, participant_id, why="agreement.objecting")
    form = forms.ObjectForm(request.POST or None)
    back = reverse("casefile:person", args=[participant.pk])
    if carried_out(
        form, lambda: actions.object_to(by=request.user, participant=participant, **form.cleaned_data)
    ):
        messages.success(
            request, "The service knows of it. The agreement is not made final before it is settled."
        )
        return redirect(back)
    title = "A concern about the outcome agreement"
    context = {
        "form": form,
        "title": title,
        "back_url": back,
        "caption": participant.case.number,
        "button": "Raise it",
    }
    return render(request, "pages/form.html", context)
