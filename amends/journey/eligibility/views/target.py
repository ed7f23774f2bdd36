"""The target criteria of a referral: how each stands, what it rests on, and recording the test."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.submitting import submit
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.asking import form_for
from amends.journey.eligibility import actions
from amends.journey.eligibility.queries.target import Standing, score_words, standing_of, tests_of
from amends.journey.eligibility.rules import known_kind
from amends.journey.eligibility.target_forms import BasicFactsForm, ConvictionForm, ScoreForm, VictimForm
from amends.journey.eligibility.views.intake import back_to, desk_of

SCREEN = Permission.REFERRAL_SCREEN
TONES = {True: "good", False: "stop", None: "waiting"}


@staff_view(SCREEN)
def target(request: StaffRequest, number: str) -> HttpResponse:
    """Every criterion with its result and value, and everything recorded for it."""
    desk = desk_of(request, number)
    standing = standing_of(desk.referral, desk.profile, desk.facts)
    context = {
        "title": "Target criteria",
        "referral": desk.referral,
        "profile": desk.profile,
        "standing": standing,
        "criteria": _criteria(standing),
        "convictions": _convictions(standing),
        "score": score_words(standing.score),
        "tests": tests_of(desk.referral),
        "back_url": back_to(number),
    }
    return render(request, "eligibility/target.html", context)


def _criteria(standing: Standing) -> Table:
    lines = [[c.title, Cell(tag=Tag(c.result, TONES[c.met])), c.value, c.means] for c in standing.criteria]
    columns = [Column("Criterion"), Column("Result"), Column("Rests on"), Column("What it means")]
    return Table("Criteria", columns, lines, "These rules have no target criteria.")


def _convictions(standing: Standing) -> Table:
    lines = [
        [
            c.offence + (" (this referral)" if c.is_index else ""),
            long_date(c.convicted_on),
            c.get_kind_display(),
            Cell(tag=Tag("Counted", "good")) if c.counts else "Not counted",
            c.get_sensitive_display() if c.sensitive else "",
        ]
        for c in standing.convictions
    ]
    columns = [Column(name) for name in ("Offence", "Convicted", "Kind", "Counted?", "Sensitive route")]
    return Table("Convictions", columns, lines, "None is listed yet.")


@staff_view(SCREEN)
def score(request: StaffRequest, number: str) -> HttpResponse:
    """Write down a score."""
    return _add(request, number, ScoreForm(request.POST or None), actions.record_score, "Score")


@staff_view(SCREEN)
def conviction(request: StaffRequest, number: str) -> HttpResponse:
    """Add a conviction."""
    return _add(request, number, ConvictionForm(request.POST or None), actions.add_conviction, "Conviction")


@staff_view(SCREEN)
def victim(request: StaffRequest, number: str) -> HttpResponse:
    """Link a victim to the offence."""
    form = VictimForm(request.POST or None, referral=desk_of(request, number).referral)
    return _add(request, number, form, actions.link_victim, "Victim of the offence")


@staff_view(SCREEN)
def basic_facts(request: StaffRequest, number: str) -> HttpResponse:
    """Judge whether the basic facts are accepted."""
    form = BasicFactsForm(request.POST or None)
    return _add(request, number, form, actions.judge_basic_facts, "Acceptance of the basic facts")


@staff_view(SCREEN)
@require_POST
def record_test(request: StaffRequest, number: str) -> HttpResponse:
    """Keep how the criteria stand today."""
    done = actions.record_target_test(by=request.user, referral=desk_of(request, number).referral)
    messages.success(request, f"The test is recorded: {done.get_overall_display().lower()}.")
    return redirect("eligibility:target", number)


def _add(
    request: StaffRequest, number: str, form: forms.Form, act: Callable[..., object], title: str
) -> HttpResponse:
    referral = desk_of(request, number).referral
    if submit(form, lambda: act(by=request.user, referral=referral, **form.cleaned_data)):
        messages.success(request, "Saved. The rules have been asked again.")
        return redirect("eligibility:target", number)
    back = reverse("eligibility:target", args=[number])
    context = {"title": title, "caption": number, "form": form, "button": "Save"}
    return render(request, "pages/form.html", context | {"cancel_url": back, "back_url": back})


@staff_view(SCREEN)
def harm(request: StaffRequest, number: str) -> HttpResponse:
    """The dangers of a sensitive case, one by one; completed, those who approve are asked."""
    desk = desk_of(request, number)
    key = desk.profile.settings.get("harm_analysis_questionnaire")
    if not key:
        raise Http404
    questions = form_for(load_questionnaire(str(key)))
    form = questions(request.POST or None, earlier=known_kind(desk.facts))

    def act() -> object:
        return actions.submit_harm_analysis(by=request.user, referral=desk.referral, answers=form.answers)

    if submit(form, act):
        messages.success(request, "The harm analysis is on file. Those who have to approve are asked.")
        return redirect(back_to(number))
    context = {"title": "Harm analysis", "caption": number, "form": form, "button": "Hand it in"}
    return render(request, "pages/form.html", context | {"back_url": back_to(number)})
