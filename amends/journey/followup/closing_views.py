"""The end of a case: how it ended, letters to both sides, closing, telling the referrer, and opening it again."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.pages.submitting import submit
from amends.journey.followup.actions import (
    close_case,
    code_outcome,
    reopen_case,
    tell_outcome,
    write_closing_letters,
)
from amends.journey.followup.actions.telling import words_for
from amends.journey.followup.forms import OutcomeForm, ReopenForm, ToldForm
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.followup.rules.calling import open_concerns
from amends.journey.followup.rules.closing import closing_of, referrals_of, who_gets_a_letter
from amends.journey.followup.rules.ways import WORDS, ways_of
from amends.journey.suitability.rules import not_told_yet

SEEN = "closing.looked_at"
UNSUITABLE = "not_suitable"


@staff_view(Permission.CASE_CLOSE)
def closing(request: StaffRequest, number: str) -> HttpResponseBase:
    """Where the ending stands, and the one thing to do next."""
    case = open_case(request.user, number, why=SEEN)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: tell_outcome(by=request.user, case=case, how=form.cleaned_data["how"])
    ):
        messages.success(request, "The referrer has been told.")
        return redirect("followup:closing", case.number)
    return render(request, "followup/closing.html", {**_standing(case), "form": form})


def _ways(coded: Closing | None) -> list[list[str]]:
    """How it was planned and how it was done, in words."""
    if coded is None:
        return []
    return [[WORDS.get(way, way) for way in ways] for ways in (coded.planned_ways, coded.used_ways)]


def _standing(case: Case) -> dict[str, object]:
    """What the page says about the ending so far."""
    coded = closing_of(case)
    outcome = outcomes()[coded.outcome] if coded else None
    asks = case.is_open and (outcome is None or outcome.key == UNSUITABLE)
    untold = not_told_yet(case) if asks else Participant.objects.none()
    still_open, not_told = fetch_together(
        open_concerns(case).annotate(initials=F("participant__initials")), untold
    )
    return {
        "case": case,
        "coded": coded,
        "outcome": outcome,
        "reason": outcome.reasons.get(coded.reason, coded.reason) if coded and outcome else "",
        "ways": _ways(coded),
        "outcomes": outcomes().values(),
        "open": still_open,
        "letters": who_gets_a_letter(coded) if coded else [],
        "untold": not_told,
        "told": [words_for(outcome, referral) for referral in referrals_of(case)] if outcome else [],
    }


@staff_view(Permission.CASE_CLOSE)
def outcome(request: StaffRequest, number: str, key: str) -> HttpResponseBase:
    """Code one outcome with its reason."""
    case = open_case(request.user, number, why=SEEN)
    wanted = outcomes().get(key)
    if wanted is None:
        raise Http404
    form = OutcomeForm(request.POST or None, outcome=wanted, case=case, ways=ways_of(case))
    if submit(form, lambda: code_outcome(by=request.user, case=case, coded=form.coded())):
        messages.success(request, "How it ended is coded.")
        return redirect("followup:closing", case.number)
    return render(request, "followup/outcome.html", {"case": case, "outcome": wanted, "form": form})


@staff_view(Permission.CASE_CLOSE)
@require_POST
def close(request: StaffRequest, number: str) -> HttpResponseBase:
    """Close the case with the outcome that is coded."""
    case = open_case(request.user, number, why=SEEN)
    version = request.POST.get("version", "")
    try:
        close_case(by=request.user, case=case, version=read_key(version))
        messages.success(request, "The case is closed.")
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("followup:closing", case.number)


@staff_view(Permission.CASE_CLOSE)
@require_POST
def letters(request: StaffRequest, number: str) -> HttpResponseBase:
    """Write to both sides in the same words."""
    case = open_case(request.user, number, why=SEEN)
    try:
        written = len(write_closing_letters(by=request.user, case=case))
        words = {0: "There was nobody left to write to.", 1: "1 letter waits to be posted."}
        messages.success(request, words.get(written, f"{written} letters wait to be posted."))
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("followup:closing", case.number)


@staff_view(Permission.CASE_CLOSE)
def reopen(request: StaffRequest, number: str) -> HttpResponseBase:
    """Open a closed case again, with a reason."""
    case = open_case(request.user, number, why=SEEN)
    form = ReopenForm(request.POST or None)
    if submit(form, lambda: reopen_case(by=request.user, case=case, because=form.cleaned_data["because"])):
        messages.success(request, "The case is open again.")
        return redirect("casefile:case", case.number)
    return render(request, "followup/reopen.html", {"case": case, "form": form})
