"""The facilitator's pages: what is offered, accept with a declaration, decline."""

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation import actions, lists
from amends.journey.allocation.forms import DeclareForm, DeclineForm, LaterLinkForm
from amends.journey.allocation.models import Allocation


def _own(request: StaffRequest, allocation_id: int) -> Allocation:
    """An offer or allocation of whoever asks; 404 for anybody else's."""
    return get_object_or_404(Allocation, pk=allocation_id, user=request.user)


@staff_view(Permission.ALLOCATION_ANSWER)
def offers(request: StaffRequest) -> HttpResponse:
    """What waits for an answer, what they are on, and what they answered before."""
    mine = list(Allocation.objects.filter(user=request.user).order_by("-offered_at", "-pk")[:60])
    live = [a for a in mine if a.is_live]
    cases = Case.objects.filter(pk__in=[a.case_id for a in live]).exclude(stage=Stage.CLOSED)
    going_on = set(cases.values_list("pk", flat=True))
    over = [a for a in live if a.is_standing and a.case_id not in going_on]
    context = {
        "title": "Offers",
        "waiting": [a for a in mine if a.answer == "" and a.ended_at is None],
        "live": [(a, lists.allocation_tag(a)) for a in live if a not in over],
        "over": over,
        "past": [(a, lists.allocation_tag(a)) for a in mine if a.answer and not a.is_live],
    }
    return render(request, "allocation/offers.html", context)


@staff_view(Permission.ALLOCATION_ANSWER)
def accept(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """The names are shown here, and looking at them is written down, so that a link can be declared honestly."""
    allocation = _own(request, allocation_id)
    form = DeclareForm(request.POST or None)
    if submit(form, lambda: actions.accept(by=request.user, allocation=allocation, **form.cleaned_data)):
        return _accepted(request, allocation)
    people = _people(allocation)
    record(
        by=request.user,
        act=Act.CONSULTATION,
        what="allocation.names_shown",
        case=Case(pk=allocation.case_id, service_id=allocation.service_id),
        subject=f"allocation:{allocation.pk}",
    )
    context = {
        "title": f"Accept {allocation.number}",
        "form": form,
        "allocation": allocation,
        "people": people,
    }
    return render(request, "allocation/accept.html", context)


def _accepted(request: StaffRequest, allocation: Allocation) -> HttpResponse:
    allocation.refresh_from_db()
    if allocation.is_standing:
        messages.success(request, f"{allocation.number} is yours. You can open both files now.")
        return redirect("casefile:case", allocation.number)
    messages.info(request, "Thank you for saying so. The coordinator decides before you see the case.")
    return redirect("allocation:offers")


def _people(allocation: Allocation) -> list[str]:
    """Names of an offer that still waits; nothing for any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT full_name, side, part FROM allocation_people(%s)", [allocation.pk])
        rows = cursor.fetchall()
    sides, parts = dict(Side.choices), dict(Participant.Part.choices)
    principal = Participant.Part.PRINCIPAL
    return [
        f"{name}, {(sides[side] if part == principal else parts[part]).lower()}" for name, side, part in rows
    ]


@staff_view(Permission.ALLOCATION_ANSWER)
def decline(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """Say no, and why, once."""
    allocation = _own(request, allocation_id)
    form = DeclineForm(request.POST or None)
    if submit(form, lambda: actions.decline(by=request.user, allocation=allocation, **form.cleaned_data)):
        messages.success(request, "Thank you for answering quickly.")
        return redirect("allocation:offers")
    context = {
        "title": f"Decline {allocation.number}",
        "form": form,
        "back_url": "/offers/",
        "button": "Decline",
    }
    return render(request, "pages/form.html", context)


@staff_view(Permission.ALLOCATION_ANSWER)
def declare(request: StaffRequest, allocation_id: int) -> HttpResponse:
    """A link came up after accepting."""
    allocation = _own(request, allocation_id)
    form = LaterLinkForm(request.POST or None)

    def act() -> None:
        if not allocation.is_standing:
            raise Refused("You are not on this case now.")
        actions.declare_link(by=request.user, allocation=allocation, **form.cleaned_data)

    if submit(form, act):
        messages.info(request, "Thank you for saying so. The coordinator decides before you go on.")
        return redirect("allocation:offers")
    context = {
        "title": "Declare a link",
        "form": form,
        "back_url": "/offers/",
        "button": "Declare",
        "caption": allocation.number,
    }
    return render(request, "pages/form.html", context)
