"""The coordinator's pages: who can take a case, offers and answers, cases that wait."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.allocation import actions, lists
from amends.journey.allocation.forms import DecideLinkForm, EndForm, FindingForm, OfferForm, WeightForm
from amends.journey.allocation.models import Allocation, SpecialistFinding, Weight
from amends.journey.allocation.rules import AT_ONCE, Search, check_offers_open, handover, search
from amends.journey.allocation.rules.two import WITH_FACILITATORS

LIVE = Q(allocation__position__isnull=False, allocation__ended_at__isnull=True)


@staff_view(Permission.ALLOCATION_OFFER)
def waiting(request: StaffRequest) -> HttpResponse:
    """Cases that need facilitators: the edge of custody first, then by tier, seriousness and age (W8-103)."""
    cases = Case.objects.visible_to(request.user).filter(service=request.service, stage__in=WITH_FACILITATORS)
    taken = (
        Allocation.objects.live().order_by().values("case").annotate(n=Count("pk")).values_list("case", "n")
    )
    accepted = dict(taken.filter(service=request.service, case__closed_at__isnull=True))
    full = [case_id for case_id, n in accepted.items() if n >= 2]  # noqa: PLR2004  # the two of hub manual, process 1
    order = (
        "-is_priority",
        F("weight__tier").desc(nulls_last=True),
        F("weight__seriousness").desc(nulls_last=True),
        "opened_at",
    )
    found = list(cases.exclude(pk__in=full).select_related("weight").order_by(*order)[:200])
    for case in found:
        case.__dict__["accepted"] = accepted.get(case.pk, 0)
    return render(
        request, "allocation/waiting.html", {"title": "Allocation", "table": lists.waiting_table(found)}
    )


@staff_view(Permission.ALLOCATION_OFFER)
def case(request: StaffRequest, number: str) -> HttpResponse:
    """Who can take the case, best first, and who cannot; offer it to a short list."""
    found = open_case(request.user, number)
    after = request.GET.get("after", "")
    looked = search(found, after=read_key(after) or 0)
    form = OfferForm(request.POST or None, people=[(c.user.pk, c.user.name) for c in looked.can])
    if submit(form, lambda: _offer(request, found, looked, form.cleaned_data)):
        messages.success(request, "The case is offered. The first two who accept have it.")
        return redirect("allocation:case", number)
    live = [a for a in looked.allocations if a.is_live]
    context = {
        "title": f"Facilitators for {found.number}",
        "case": found,
        "form": form,
        "closed": _closed(found, len(live)),
        "chosen": set(request.POST.getlist("users")),
        "live": live,
        "papers": lists.handover_tasks(handover(found)),
        "further_url": f"?after={looked.after + AT_ONCE}" if looked.further else "",
    }
    return render(request, "allocation/case.html", context | lists.search_lists(looked, found))


def _offer(request: StaffRequest, found: Case, looked: Search, answers: dict[str, Any]) -> None:
    words = {name: answers[name] for name in ("message", "over_limit_reason")}
    users = [candidate.user for candidate in looked.can if candidate.user.pk in answers["users"]]
    actions.offer(by=request.user, case=found, users=users, **words)


def _closed(case: Case, live: int) -> Refused | None:
    try:
        check_offers_open(case, live)
    except Refused as refusal:
        return refusal
    return None


@staff_view(Permission.ALLOCATION_OFFER)
def weight(request: StaffRequest, number: str) -> HttpResponse:
    """Say what kind of case it is; the referral's answers are filled in already."""
    found = open_case(request.user, number)
    now = Weight.objects.filter(case=found).first() or actions.offering.weight_from_referral(found)
    form = WeightForm(request.POST or None, initial={n: getattr(now, n) for n in WeightForm.base_fields})
    if submit(form, lambda: actions.set_weight(by=request.user, case=found, details=form.cleaned_data)):
        return redirect("allocation:case", number)
    return _form(request, form, "What kind of case is it?", number)


@staff_view(Permission.APPROVAL_DECIDE)
def finding(request: StaffRequest, number: str) -> HttpResponse:
    """A manager's finding on a specialist case."""
    found = open_case(request.user, number)
    now = SpecialistFinding.objects.filter(case=found).first()
    initial = {n: getattr(now, n) for n in FindingForm.base_fields} if now else {}
    form = FindingForm(request.POST or None, initial=initial)
    if submit(form, lambda: actions.record_finding(by=request.user, case=found, details=form.cleaned_data)):
        return redirect("allocation:case", number)
    return _form(request, form, "Can this specialist case be taken on?", number)


def _allocation(request: StaffRequest, allocation_id: int) -> Allocation:
    return get_object_or_404(
        Allocation.objects.select_related("user", "case"), pk=allocation_id, service=request.service
    )


@require_POST
@staff_view(Permission.ALLOCATION_OFFER)
def withdraw(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """Take an offer back."""
    allocation = _allocation(request, allocation_id)
    try:
        actions.withdraw_offer(by=request.user, allocation=allocation)
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    return redirect("allocation:case", allocation.number)


@staff_view(Permission.ALLOCATION_OFFER)
def decide_link(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """Read what was declared and decide whether they stay."""
    allocation = _allocation(request, allocation_id)
    open_case(request.user, allocation.number, why="allocation.link_read")
    form = DecideLinkForm(request.POST or None)
    if submit(form, lambda: actions.decide_link(by=request.user, allocation=allocation, **form.cleaned_data)):
        messages.success(request, "Decided.")
        return redirect("allocation:case", allocation.number)
    details = getattr(allocation, "link_details", None)
    lead = f"{allocation.user.name} wrote: {details.details}" if details else ""
    return _form(request, form, "A declared link", allocation.number, lead=lead)


@staff_view(Permission.ALLOCATION_OFFER)
def end(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """Find somebody else in their place."""
    allocation = _allocation(request, allocation_id)
    form = EndForm(request.POST or None)
    if submit(
        form, lambda: actions.end_allocation(by=request.user, allocation=allocation, **form.cleaned_data)
    ):
        messages.success(request, f"{allocation.user.name} is no longer on this case.")
        return redirect("allocation:case", allocation.number)
    return _form(request, form, f"{allocation.user.name} leaves {allocation.number}", allocation.number)


def _form(request: StaffRequest, form: object, title: str, number: str, *, lead: str = "") -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "lead": lead,
        "caption": number,
        "button": "Save",
        "back_url": reverse("allocation:case", args=[number]),
    }
    return render(request, "pages/form.html", context)
