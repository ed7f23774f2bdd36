"""Referrals about a sentence, once they have arrived: hearings, the proposal, the five questions, the worksheet."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.journey.referral import actions
from amends.journey.referral.content import load
from amends.journey.referral.doors import open_referral
from amends.journey.referral.forms.sentence import (
    DispatchForm,
    PartTwoForm,
    ProposalForm,
    TalkForm,
    questions_of,
)
from amends.journey.referral.models import Referral, Sentencing, Worksheet
from amends.journey.referral.models.referral import Form, Status
from amends.journey.referral.rules import is_staff_of
from amends.journey.referral.sentence_rules import check_can_propose, five_of, is_past, pending_hearings
from amends.journey.referral.views.posted import finish, page_of, posted

COLUMNS = (
    Column("Hearing"),
    Column("Referral"),
    Column("Court"),
    Column("Report by"),
    Column("Proposed"),
    Column("Result"),
)
WAITING = (Status.SUBMITTED, Status.WAITING_FOR_REFERRER, Status.ACCEPTED)


@staff_view(Permission.REFERRAL_MAKE)
def hearings(request: StaffRequest) -> HttpResponse:
    """Hearings whose result has not been heard, in the order of their days (W8-090)."""
    mine = Referral.objects.visible_to(request.user).filter(service=request.service, status__in=WAITING)
    found = mine.filter(form=Form.SENTENCE, sentenced_on__isnull=True).select_related("sentencing")
    lines = [_line(referral) for referral in pending_hearings(list(found))]
    table = Table("Hearings to come", COLUMNS, lines, empty="No hearing is to come.")
    context = {"title": "Hearings to come", "table": table, "back_url": reverse("referral:home")}
    return render(request, "referral/originals.html", context)


def _line(referral: Referral) -> list[object]:
    given, day = referral.sentencing, referral.next_hearing_on
    proposed = given.get_sentence_proposed_display() if given.sentence_proposed else "Nothing yet"
    months = f", {given.months_of_supervision} months" if given.months_of_supervision else ""
    late = Cell(tag=Tag("Not heard yet", "attention")) if is_past(referral) else "To come"
    return [
        long_date(day) if day else "",
        Cell(referral.number, url=page_of(referral.number)),
        referral.court,
        given.report_author,
        f"{proposed}{months}",
        late,
    ]


def _before_sentence(request: StaffRequest, number: str) -> tuple[Referral, Sentencing]:
    referral = open_referral(request.user, number)
    return referral, get_object_or_404(Sentencing, referral=referral)


@staff_view(Permission.REFERRAL_MAKE)
def proposal(request: StaffRequest, number: str) -> HttpResponse:
    """Propose a sentence, or hear why not yet and whom to talk to (W8-088)."""
    referral, given = _before_sentence(request, number)
    context = {"title": "The sentence you propose", "back_url": page_of(number), "button": "Save"}
    try:
        check_can_propose(load(referral))
    except Refused as refusal:
        return render(request, "referral/not_yet.html", {"refusal": refusal, **context})
    kept = {name: getattr(given, name) for name in ("sentence_proposed", "months_of_supervision")}
    form = ProposalForm(posted(request), initial=kept)
    form.fields["sentence_proposed"].required = True

    def act() -> object:
        data = form.cleaned_data
        sentence, months = data["sentence_proposed"], data["months_of_supervision"]
        return actions.propose_sentence(by=request.user, referral=referral, sentence=sentence, months=months)

    done = finish(request, form, number, act, done="The proposal has been saved.")
    return done or render(request, "pages/form.html", {"form": form, **context})


@staff_view(Permission.REFERRAL_MAKE)
def five(request: StaffRequest, number: str) -> HttpResponse:
    """Answer the five questions again, after talking it over; what was answered before stays."""
    referral, _ = _before_sentence(request, number)
    key = five_of(referral.service)
    form = questions_of(key)(posted(request), earlier=load(referral).answers.get(key, {}))  # type: ignore[call-arg]  # made from the questionnaire

    def act() -> object:
        answers = {name: str(value) for name, value in form.cleaned_data.items()}
        return actions.answer_five_again(by=request.user, referral=referral, answers=answers)

    done = finish(request, form, number, act, done="The answers have been saved.")
    return done or _form(request, form, number, "The five questions again", button="Save")


@staff_view(Permission.REFERRAL_MAKE)
def talk(request: StaffRequest, number: str) -> HttpResponse:
    """Keep what was talked over with the service, and the advice."""
    referral, given = _before_sentence(request, number)
    kept = {name: getattr(given, name) for name in ("talked_on", "talk_note", "talk_advice")}
    form = TalkForm(posted(request), initial=kept)
    form.fields["talked_on"].required = True

    def act() -> object:
        data = form.cleaned_data
        on, words, advice = data["talked_on"], data["talk_note"], data["talk_advice"]
        return actions.note_talk(by=request.user, referral=referral, on=on, talk_note=words, advice=advice)

    done = finish(request, form, number, act, done="The talk has been noted.")
    return done or _form(request, form, number, "A talk about suitability", button="Save")


def _worksheet(request: StaffRequest, number: str) -> Worksheet:
    """Raises Http404 for the referrer: the second part is the service's own."""
    referral = open_referral(request.user, number)
    if not is_staff_of(request.user, referral.service_id):
        raise Http404
    worksheet = get_object_or_404(Worksheet, referral=referral)
    worksheet.referral = referral
    return worksheet


@staff_view(Permission.REFERRAL_MAKE)
def part_two(request: StaffRequest, number: str) -> HttpResponse:
    """Officers, requirements, papers and the facilitator (W8-361)."""
    worksheet = _worksheet(request, number)
    names = PartTwoForm.base_fields
    form = PartTwoForm(posted(request), initial={name: getattr(worksheet, name) for name in names})

    def act() -> object:
        return actions.fill_part_two(by=request.user, worksheet=worksheet, details=form.cleaned_data)

    done = finish(request, form, number, act, done="The worksheet has been saved.")
    return done or _form(request, form, number, "Worksheet, second part", button="Save")


@staff_view(Permission.REFERRAL_MAKE)
def dispatch(request: StaffRequest, number: str) -> HttpResponse:
    """Note that the information about the person harmed has gone separately."""
    worksheet = _worksheet(request, number)
    form = DispatchForm(posted(request))

    def act() -> object:
        on, to = form.cleaned_data["sent_on"], form.cleaned_data["sent_to"]
        return actions.note_dispatched(by=request.user, worksheet=worksheet, on=on, to=to)

    done = finish(request, form, number, act, done="Noted: it has been sent separately.")
    title = "Information about the person harmed"
    return done or _form(request, form, number, title, button="It has been sent")


def _form(
    request: StaffRequest, form: forms.BaseForm, number: str, title: str, *, button: str
) -> HttpResponse:
    context = {"title": title, "form": form, "button": button, "back_url": page_of(number)}
    return render(request, "pages/form.html", context)
