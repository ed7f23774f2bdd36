"""The desk's page of one referral, and what is found out there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.facts import facts_table
from amends.journey.eligibility import actions, wording
from amends.journey.eligibility.desk import Desk, open_referral
from amends.journey.eligibility.fact_forms import ChecklistForm, FactsForm
from amends.journey.eligibility.forms import ExceptionForm, IntakeForm, LikenessForm, ScreeningForm, WordsForm
from amends.journey.eligibility.sheet import Section, sections
from amends.journey.referral.actions import answer_question, ask_referrer, state_facts, verify_answer
from amends.journey.referral.models import Referral


def desk_of(request: StaffRequest, number: str) -> Desk:
    """The desk of one referral, through its door."""
    return Desk(request.user, open_referral(request.user, request.service, number))


def back_to(number: str) -> str:
    """The desk's page of a referral."""
    return reverse("eligibility:intake", args=[number])


@staff_view(Permission.REFERRAL_SCREEN)
def intake(request: StaffRequest, number: str) -> HttpResponse:
    """The referral as it was sent, what was noticed, what the rules say, and what can be done with it."""
    desk = desk_of(request, number)
    context = {"title": number, "desk": desk, "referral": desk.referral, "sections": sections(desk.rows)}
    return render(request, "eligibility/intake.html", context)


@staff_view(Permission.REFERRAL_SCREEN)
def note(request: StaffRequest, number: str) -> HttpResponse:
    """The pathway and the risk level."""
    desk = desk_of(request, number)
    now = getattr(desk.referral, "intake", None)
    kept = ("pathway", "risk_level", "offence", "convicted_on")
    initial = {name: getattr(now, name) for name in kept} if now else {}
    form = IntakeForm(request.POST or None, desk=desk, initial=initial)
    if submit(
        form, lambda: actions.note_intake(by=request.user, referral=desk.referral, **form.cleaned_data)
    ):
        messages.success(request, "Saved.")
        return redirect(back_to(number))
    return _form(request, form, number, "Pathway, offence and risk", "Save")


@staff_view(Permission.REFERRAL_SCREEN)
def facts(request: StaffRequest, number: str) -> HttpResponse:
    """What the service or an agency found out. What the referrer said stays beside it."""
    desk = desk_of(request, number)
    form = FactsForm(request.POST or None, desk=desk)
    done = submit(
        form,
        lambda: state_facts(
            by=request.user,
            referral=desk.referral,
            facts=form.changed_facts(),
            said_by=form.cleaned_data["said_by"],
            note_text=form.cleaned_data["note"],
        ),
    )
    if done:
        messages.success(request, "Saved. The rules have been asked again.")
        return redirect(back_to(number))
    return _form(request, form, number, "Facts", "Save")


@staff_view(Permission.REFERRAL_SCREEN)
def checklist(request: StaffRequest, number: str) -> HttpResponse:
    """Verify the referrer's checklist; both answers stay visible."""
    desk = desk_of(request, number)
    form = ChecklistForm(request.POST or None, desk=desk)

    def save() -> None:
        for question, answer, note_text in form.changed_lines():
            verify_answer(
                by=request.user, referral=desk.referral, question=question, answer=answer, note_text=note_text
            )

    if submit(form, save):
        messages.success(request, "Saved. The rules have been asked again.")
        return redirect(back_to(number))
    return _form(request, form, number, "Check the referrer's answers", "Save")


@staff_view(Permission.REFERRAL_SCREEN)
def screen(request: StaffRequest, number: str) -> HttpResponse:
    """Decide, beside what the rules say."""
    desk = desk_of(request, number)
    form = ScreeningForm(request.POST or None, desk=desk)
    if submit(
        form,
        lambda: actions.screen_referral(
            by=request.user, referral=desk.referral, ruling=actions.Ruling(**form.cleaned_data)
        ),
    ):
        messages.success(request, "The screening is recorded.")
        return redirect(back_to(number))
    context = {
        "title": "Screening",
        "caption": number,
        "form": form,
        "button": "Record the screening",
        "desk": desk,
        "cancel_url": back_to(number),
        "back_url": back_to(number),
    }
    return render(request, "eligibility/screen.html", context)


@staff_view(Permission.REFERRAL_SCREEN)
def ask(request: StaffRequest, number: str) -> HttpResponse:
    """Ask the referrer; the time to decide stands still until they answer."""
    desk = desk_of(request, number)
    form = WordsForm(request.POST or None, initial={"words": wording.question(desk)})
    if submit(
        form,
        lambda: ask_referrer(by=request.user, referral=desk.referral, text=form.cleaned_data["words"]),
    ):
        messages.success(request, "The referrer is asked.")
        return redirect(back_to(number))
    return _form(request, form, number, "Ask the referrer", "Send the question")


@staff_view(Permission.REFERRAL_SCREEN)
@require_POST
def ask_fact(request: StaffRequest, number: str, fact: str) -> HttpResponse:
    """One click: the referrer is asked for one fact, in the words of the table of facts."""
    known = facts_table().get(fact)
    if known is None:
        raise Http404
    referral = open_referral(request.user, request.service, number)
    try:
        ask_referrer(by=request.user, referral=referral, text=known.words)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The referrer is asked: {known.words}")
    return redirect(back_to(number))


@staff_view(Permission.REFERRAL_SCREEN)
@require_POST
def find_out(request: StaffRequest, number: str, fact: str) -> HttpResponse:
    """One click: finding a fact out becomes a task of whoever clicks."""
    if fact not in facts_table():
        raise Http404
    actions.find_out(
        by=request.user, referral=open_referral(request.user, request.service, number), fact=fact
    )
    messages.success(request, "It is on your list for today.")
    return redirect(back_to(number))


@staff_view(Permission.REFERRAL_SCREEN)
def ask_exception(request: StaffRequest, number: str) -> HttpResponse:
    """Ask the manager to take what a rule shuts out."""
    desk = desk_of(request, number)
    form = ExceptionForm(request.POST or None)
    if submit(
        form, lambda: actions.ask_exception(by=request.user, referral=desk.referral, **form.cleaned_data)
    ):
        messages.success(request, "The manager is asked.")
        return redirect(back_to(number))
    return _form(request, form, number, "Ask for an exception", "Ask the manager")


@staff_view(Permission.REFERRAL_SCREEN)
def answer(request: StaffRequest, number: str, question_id: int) -> HttpResponse:
    """Write down what the referrer answered by telephone."""
    referral = open_referral(request.user, request.service, number)
    question = referral.questions.filter(pk=question_id, answered_at__isnull=True).first()
    if question is None:
        raise Http404
    form = WordsForm(request.POST or None)
    form.fields["words"].label = "What did they answer?"
    if submit(
        form, lambda: answer_question(by=request.user, question=question, text=form.cleaned_data["words"])
    ):
        messages.success(request, "The answer is kept with the referral.")
        return redirect(back_to(number))
    return _form(request, form, number, "The referrer's answer", "Save")


@staff_view(Permission.REFERRAL_SCREEN)
def compare(request: StaffRequest, number: str, other: str) -> HttpResponse:
    """Two referrals, or a referral and a case, side by side: are they one matter?"""
    desk = desk_of(request, number)
    found = next((each for each in desk.alike if each.number == other), None)
    if found is None:
        raise Http404
    theirs = open_referral(request.user, request.service, other) if found.referral_id else None
    case = None if theirs else open_case(request.user, other)
    form = LikenessForm(request.POST or None, initial={"answer": found.answer, "note": found.note})
    about: dict[str, Any] = {"referral": desk.referral, "other": theirs, "case": case}
    if submit(form, lambda: actions.answer_likeness(by=request.user, **about, **form.cleaned_data)):
        same = form.cleaned_data["answer"] == "same" and theirs and desk.referral.is_open
        return redirect(reverse("eligibility:join", args=[number, other]) if same else back_to(number))
    context = {"title": f"Compare with {other}", "form": form, "found": found, "desk": desk}
    context |= {
        "mine": sections(desk.rows),
        "theirs": _sheet_of(request, theirs),
        "back_url": back_to(number),
    }
    return render(request, "eligibility/compare.html", context)


@staff_view(Permission.REFERRAL_SCREEN)
def partner_case(request: StaffRequest, number: str, partner_case_id: int) -> HttpResponse:
    """A partner's own case that looks alike: is it the same matter?"""
    desk = desk_of(request, number)
    found = next((each for each in desk.partner_matches if each.case.pk == partner_case_id), None)
    if found is None:
        raise Http404
    form = LikenessForm(request.POST or None, initial={"answer": found.answer})
    about: dict[str, Any] = {"referral": desk.referral, "partner_case": found.case}
    if submit(form, lambda: actions.answer_partner_case(by=request.user, **about, **form.cleaned_data)):
        messages.success(request, "Your answer is kept.")
        return redirect(back_to(number))
    title = f"{found.case.agency.name}, {found.case.reference}: the same matter?"
    return _form(request, form, number, title, "Save")


def _sheet_of(request: StaffRequest, referral: Referral | None) -> list[Section]:
    return sections(Desk(request.user, referral).rows) if referral else []


def _form(request: StaffRequest, form: object, number: str, title: str, button: str) -> HttpResponse:
    context = {
        "title": title,
        "caption": number,
        "form": form,
        "button": button,
        "cancel_url": back_to(number),
        "back_url": back_to(number),
    }
    return render(request, "pages/form.html", context)
