"""What becomes of a referral: a case, a hand-over, back to the referrer, no, or joined to another."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.models import Case
from amends.foundation.pages.submitting import submit
from amends.journey.eligibility import actions, wording
from amends.journey.eligibility.desk import open_referral, refused
from amends.journey.eligibility.forms import AcknowledgedForm, AgainForm, OutcomeForm, WordsForm
from amends.journey.eligibility.models import Screening, SentOn
from amends.journey.eligibility.opening_forms import JoinForm, OpeningForm, SendOnForm
from amends.journey.eligibility.rules import check_was_screened_as
from amends.journey.eligibility.views.intake import back_to, desk_of

SCREEN = Permission.REFERRAL_SCREEN
NOT_OURS = Screening.Decision.NOT_SUITABLE


@staff_view(Permission.CASE_OPEN)
def open_case(request: StaffRequest, number: str) -> HttpResponse:
    """Open a case: refused, with the reason, until it is screened and everything that looks alike is answered."""
    desk = desk_of(request, number)
    refusal = desk.opening_refused
    form = OpeningForm(request.POST or None, desk=desk, initial={"words": wording.accepted(desk)})
    made: list[Case] = []
    if submit(
        form,
        lambda: made.append(actions.open_case_from(by=request.user, referral=desk.referral, **form.said())),
    ):
        messages.success(request, f"The case {made[0].number} is open.")
        return redirect("eligibility:enquiries", made[0].number)
    page = _page(form, number, "Open a case", "Open the case")
    return render(request, "eligibility/open.html", page | {"desk": desk, "refusal": refusal})


@staff_view(SCREEN)
def send_on(request: StaffRequest, number: str) -> HttpResponse:
    """Send it on to the service it belongs to."""
    desk = desk_of(request, number)
    form = SendOnForm(request.POST or None, desk=desk, initial={"words": wording.sent_on(desk)})
    if submit(form, lambda: actions.hand_over(by=request.user, referral=desk.referral, **form.cleaned_data)):
        messages.success(
            request, "It is sent on. It stays here as with the partner until an outcome comes back."
        )
        return redirect(back_to(number))
    lead = "First tell the other service by secure mail or telephone; then record it here."
    page = _page(form, number, "Send on", "Send on and tell the referrer")
    refusal = refused(lambda: check_was_screened_as(desk.referral, Screening.Decision.TRANSFER))
    return render(request, "eligibility/decide.html", page | {"lead": lead, "refusal": refusal})


@staff_view(SCREEN)
def send_back(request: StaffRequest, number: str) -> HttpResponse:
    """Give it back to be put right."""
    return _with_words(request, number, "Send back", actions.send_back, wording.sent_back)


@staff_view(SCREEN)
def turn_down(request: StaffRequest, number: str) -> HttpResponse:
    """Say that the service cannot take it."""
    return _with_words(request, number, "Turn down", actions.turn_down, wording.declined)


def _with_words(
    request: StaffRequest,
    number: str,
    title: str,
    act: Callable[..., object],
    draft: Callable[..., str],
) -> HttpResponse:
    desk = desk_of(request, number)
    form = WordsForm(request.POST or None, initial={"words": draft(desk)})
    if submit(form, lambda: act(by=request.user, referral=desk.referral, words=form.cleaned_data["words"])):
        messages.success(request, "Done. The referrer is told.")
        return redirect(back_to(number))
    page = _page(form, number, title, f"{title} and tell the referrer")
    if act is actions.turn_down:
        page["refusal"] = refused(lambda: check_was_screened_as(desk.referral, NOT_OURS))
    return render(request, "eligibility/decide.html", page)


@staff_view(SCREEN)
def look_again(request: StaffRequest, number: str) -> HttpResponse:
    """Take a decided referral up again: something has changed, or the other service does not take it."""
    referral = open_referral(request.user, request.service, number)
    form = AgainForm(request.POST or None)
    if submit(form, lambda: actions.look_again(by=request.user, referral=referral, **form.cleaned_data)):
        messages.success(request, "It is at the desk again, and the time to decide begins anew.")
        return redirect(back_to(number))
    return render(request, "pages/form.html", _page(form, number, "Look at it again", "Take it up again"))


@staff_view(SCREEN)
def join(request: StaffRequest, number: str, other: str) -> HttpResponse:
    """Join a referral to another of the same matter, with who is who."""
    desk = desk_of(request, number)
    into = open_referral(request.user, request.service, other)
    initial = {"words": wording.joined(desk)}
    form = JoinForm(request.POST or None, referral=desk.referral, into=into, initial=initial)

    if submit(
        form,
        lambda: actions.join_referrals(by=request.user, referral=desk.referral, into=into, **form.said()),
    ):
        messages.success(request, f"{number} is now read together with {other}.")
        return redirect(back_to(other))
    lead = f"It will be read together with {other}. Of every two safe-contact rules the stricter one stands."
    page = _page(form, number, f"Join to {other}", "Join and tell the referrer")
    return render(request, "pages/form.html", page | {"lead": lead})


@staff_view(SCREEN)
def hand_over(request: StaffRequest, number: str) -> HttpResponse:
    """What the other service says: that it has it, whether it takes it, and what came of it."""
    referral = open_referral(request.user, request.service, number)
    row = get_object_or_404(SentOn, referral=referral)
    row.referral = referral
    data = {request.POST.get("step", ""): request.POST}
    taken, ended = AcknowledgedForm(data.get("acknowledged")), OutcomeForm(data.get("outcome"))
    done = submit(
        taken, lambda: actions.hand_over_acknowledged(by=request.user, row=row, accepted=taken.taken())
    ) or submit(ended, lambda: actions.hand_over_ended(by=request.user, row=row, **ended.cleaned_data))
    if done:
        messages.success(request, "Saved.")
        return redirect(back_to(number))
    context = {"title": f"With {row.to}", "row": row, "taken": taken, "ended": ended}
    context["back_url"] = back_to(number)
    return render(request, "eligibility/hand_over.html", context)


def _page(form: object, number: str, title: str, button: str) -> dict[str, object]:
    back = back_to(number)
    return {
        "title": title,
        "caption": number,
        "form": form,
        "button": button,
        "cancel_url": back,
        "back_url": back,
    }
