"""Who else has the agreement, what each person was promised to hear, and reviews of it."""

from functools import partial

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.documents.models import Copy
from amends.foundation.lib.together import fetch_together
from amends.foundation.pages.attempt import carried_out
from amends.journey.agreement import actions, forms
from amends.journey.agreement.models import Wish
from amends.journey.agreement.rules import (
    OUTSIDERS,
    may_be_told,
    outside_subject,
    outsiders_without,
    without_copy,
)
from amends.journey.agreement.views import COPY, WRITE, current, one_form, party_of


@staff_view(COPY)
def outside(request: StaffRequest, number: str) -> HttpResponseBase:
    """Who outside has which part of it, and whether everybody who should have it has it."""
    agreement = current(request, number)
    form = forms.DistributedForm(request.POST or None)
    close = partial(actions.close_distribution, by=request.user, agreement=agreement)
    if carried_out(form, lambda: close(**form.cleaned_data)):
        messages.success(request, "Everybody who should have it has it.")
        return redirect("agreement:show", number)
    subjects = [outside_subject(agreement, to) for to in OUTSIDERS]
    copies = Copy.objects.filter(document__subject__in=subjects, participant__isnull=True)
    given, parties = fetch_together(
        copies.annotate(who=F("given_by__name")).order_by("given_at"), agreement.parties.order_by("pk")
    )
    context = {
        "case": agreement.case,
        "agreement": agreement,
        "given": given,
        "without": [OUTSIDERS[to] for to in outsiders_without(agreement)],
        "missing": without_copy(agreement, parties),
        "form": form,
    }
    return render(request, "agreement/outside.html", context)


@staff_view(COPY)
def send_outside(request: StaffRequest, number: str) -> HttpResponseBase:
    """A part of it for somebody outside."""
    agreement = current(request, number)
    form = forms.OutsideForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.send_outside(by=request.user, agreement=agreement, **form.cleaned_data),
        title="Send a part of it",
        lead="They get what is theirs to know, and nothing of what was said.",
        back=reverse("agreement:outside", args=[number]),
    )


@staff_view(WRITE)
def wish(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """What one person was promised to hear."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    person = open_participant(request.user, party.participant_id, why="agreement.wish_looked_at")
    row = Wish.objects.filter(agreement=agreement, participant=person).first()
    form = forms.WishForm(request.POST or None, points=may_be_told(agreement, person.side), wish=row)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.note_wish(by=request.user, party=party, wanted=form.wanted()),
        title=f"What {party.called} was promised to hear",
        lead="It is kept exactly: these points, in this way, until this day, and nothing beyond.",
    )


@staff_view(WRITE)
def news(request: StaffRequest, number: str, key: int) -> HttpResponseBase:
    """They have heard how it stands."""
    agreement = current(request, number)
    party = party_of(agreement, key)
    row = get_object_or_404(
        Wish.objects.select_related("file"), agreement=agreement, participant=party.participant_id
    )
    row.agreement = agreement
    form = forms.DayForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.note_news(by=request.user, wish=row, **form.cleaned_data),
        title=f"{party.called} has heard how it stands",
    )


@staff_view(Permission.CASE_SEE)
def reviews(request: StaffRequest, number: str) -> HttpResponseBase:
    """Reviews of the agreement, the newest first."""
    agreement = current(request, number)
    if agreement.state != agreement.State.FINAL:
        raise Http404
    rows = agreement.reviews.select_related("noted_by").order_by("-held_on", "-pk")
    context = {"case": agreement.case, "agreement": agreement, "reviews": rows}
    return render(request, "agreement/reviews.html", context)


@staff_view(WRITE)
def review(request: StaffRequest, number: str) -> HttpResponseBase:
    """Write down a review."""
    agreement = current(request, number)
    form = forms.ReviewForm(request.POST or None)
    return one_form(
        request,
        agreement.case,
        form,
        lambda: actions.hold_review(by=request.user, agreement=agreement, **form.cleaned_data),
        title="A review of the agreement",
        lead="It says how far the agreement was kept. Nothing in it is a ground for enforcing an order.",
        back=reverse("agreement:reviews", args=[number]),
    )
