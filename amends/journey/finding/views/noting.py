"""Before a referral: one page with what is open, and a short form for each thing."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.submitting import submit
from amends.journey.finding import actions
from amends.journey.finding.forms.noting import (
    AnswerInterestForm,
    AnswerRequestForm,
    DisclosureForm,
    InformationForm,
    InterestForm,
    OfferForm,
    RequestForm,
    VictimForm,
)
from amends.journey.finding.models import Noted
from amends.journey.finding.pages.sources import heard_table, police_table
from amends.journey.finding.rules import noting as rules
from amends.journey.finding.rules.caseloads import may_find
from amends.journey.finding.rules.judging import asks_judgement, judgement_words, may_judge
from amends.journey.finding.rules.notices import may_notify
from amends.journey.finding.rules.sources import code_of, heard_by_area

N = TypeVar("N", bound=Noted)
MOST_TOLD = 50
makes_referrals = staff_view(Permission.REFERRAL_MAKE)


@makes_referrals
def home(request: StaffRequest) -> HttpResponseBase:
    """What is open before a referral."""
    user, service = request.user, request.service
    context = {
        "requests": rules.open_requests(user, service),
        "interest": rules.open_interest(user, service),
        "disclosures": rules.open_disclosures(user, service),
        "offers": rules.without_offer(user, service),
        "told": rules.with_offer(user, service)[:MOST_TOLD],
        "late": rules.answered_late(user, service)[:MOST_TOLD],
        "sees_all": rules.sees_all(user, service),
        "may_look_through": may_find(user, service),
        "may_notify": may_notify(user, service),
        "may_answer_interest": rules.may_refer_from_custody(user, service),
    }
    return render(request, "finding/home.html", context)


@makes_referrals
def sources(request: StaffRequest) -> HttpResponseBase:
    """Where people who asked themselves first heard of it, by police area: for those who see the whole service."""
    if not rules.sees_all(request.user, request.service):
        raise Http404
    found = heard_by_area(request.service)
    context = {
        "title": "Where people who asked first heard of it",
        "code": code_of(request.service),
        "tables": [heard_table(found), police_table(found)],
    }
    return render(request, "finding/sources.html", context)


def _ask(request: StaffRequest, form: forms.Form, title: str, act: Callable[[], object]) -> HttpResponseBase:
    if submit(form, act):
        messages.success(request, "Noted.")
        return redirect("finding:home")
    context = {"form": form, "title": title, "back_url": reverse("finding:home"), "button": "Save"}
    return render(request, "pages/form.html", context)


def _one(rows: QuerySet[N], key: int) -> N:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@makes_referrals
def new_request(request: StaffRequest) -> HttpResponseBase:
    """Somebody asks to be referred."""
    form = RequestForm(request.POST or None)
    return _ask(
        request,
        form,
        "Somebody asks to be referred",
        lambda: actions.note_request(by=request.user, service=request.service, **form.cleaned_data),
    )


@makes_referrals
def answer_request(request: StaffRequest, key: int) -> HttpResponseBase:
    """What became of a request."""
    row = _one(rules.open_requests(request.user, request.service), key)
    form = AnswerRequestForm(request.POST or None)
    if submit(form, lambda: actions.answer_request(by=request.user, request=row, **form.cleaned_data)):
        messages.success(request, "Noted.")
        return redirect("finding:home")
    context = {
        "row": row,
        "form": form,
        "title": "What became of the request?",
        "back_url": reverse("finding:home"),
        "button": "Save",
        "asks_judgement": asks_judgement(request.service),
        "may_judge": may_judge(request.user, request.service),
        "judged": judgement_words(row),
    }
    return render(request, "finding/answer_request.html", context)


@makes_referrals
def new_interest(request: StaffRequest) -> HttpResponseBase:
    """Somebody in custody shows interest."""
    form = InterestForm(request.POST or None)
    return _ask(
        request,
        form,
        "Somebody in custody is interested",
        lambda: actions.raise_interest(by=request.user, service=request.service, **form.cleaned_data),
    )


@makes_referrals
def answer_interest(request: StaffRequest, key: int) -> HttpResponseBase:
    """What the prison offender manager has done."""
    row = _one(rules.open_interest(request.user, request.service), key)
    form = AnswerInterestForm(request.POST or None)
    return _ask(
        request,
        form,
        "What have you done about it?",
        lambda: actions.answer_interest(by=request.user, interest=row, **form.cleaned_data),
    )


@makes_referrals
def new_disclosure(request: StaffRequest) -> HttpResponseBase:
    """A supervised person says that they were harmed."""
    form = DisclosureForm(request.POST or None)
    return _ask(
        request,
        form,
        "Somebody you supervise was harmed",
        lambda: actions.note_disclosure(by=request.user, service=request.service, **form.cleaned_data),
    )


@makes_referrals
def give_information(request: StaffRequest, key: int) -> HttpResponseBase:
    """They have been told."""
    row = _one(rules.open_disclosures(request.user, request.service), key)
    form = InformationForm(request.POST or None)
    return _ask(
        request,
        form,
        "What did you tell them?",
        lambda: actions.give_information(by=request.user, disclosure=row, **form.cleaned_data),
    )


@makes_referrals
def new_victim(request: StaffRequest) -> HttpResponseBase:
    """A victim goes on the entitlement list."""
    form = VictimForm(request.POST or None)
    return _ask(
        request,
        form,
        "Somebody was harmed and reported it",
        lambda: actions.note_victim(by=request.user, service=request.service, **form.cleaned_data),
    )


@makes_referrals
def record_offer(request: StaffRequest, key: int) -> HttpResponseBase:
    """They were told, and answered."""
    row = _one(rules.without_offer(request.user, request.service), key)
    form = OfferForm(request.POST or None)
    return _ask(
        request,
        form,
        "What were they told?",
        lambda: actions.record_offer(by=request.user, offer=row, **form.cleaned_data),
    )
