"""Getting a whole case ready: its plan, what it aims at, and the way settled on together."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.together import fetch_together
from amends.foundation.pages.attempt import carried_out
from amends.journey.consent.purposes import purpose
from amends.journey.preparation import actions
from amends.journey.preparation.forms.plan import AimForm, PlanForm
from amends.journey.preparation.forms.ways import SettleForm
from amends.journey.preparation.models import Aim, Preparation, SettledWay
from amends.journey.preparation.rules import affected_of, agreed_way, aim_of, steps_of

SEEN = "preparation.case_looked_at"


@staff_view(Permission.CASE_SEE)
def show(request: StaffRequest, number: str) -> HttpResponseBase:
    """The plan and who is prepared."""
    case = open_case(request.user, number, why=SEEN)
    here = Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True)
    people, kept, aims, settled = fetch_together(
        here.order_by("side", "pk"),
        Preparation.objects.filter(participant__in=here),
        Aim.objects.filter(case=case).order_by("-pk")[:1],
        SettledWay.objects.filter(case=case).order_by("-pk")[:1],
    )
    by_person = {row.participant_id: row for row in kept}
    context = {
        "case": case,
        "people": [(person, by_person.get(person.pk)) for person in people],
        "steps": steps_of(case),
        "aim": aims[0] if aims else None,
        "settled": settled[0] if settled else None,
        "settled_words": purpose(settled[0].way).title if settled else "",
        "affected": affected_of(case),
    }
    return render(request, "preparation/case.html", context)


@staff_view(Permission.MEETING_PLAN)
def plan(request: StaffRequest, number: str) -> HttpResponseBase:
    """Target days for the steps."""
    case = open_case(request.user, number, why=SEEN)
    form = PlanForm(request.POST or None, days=_days(case))
    if carried_out(form, lambda: actions.set_plan(by=request.user, case=case, targets=form.cleaned_data)):
        messages.success(request, "The plan is set.")
        return redirect("preparation:case", number)
    return _page(request, case, form, "The plan of this case")


def _days(case: Case) -> dict[str, dt.date]:
    """The days as they are planned, or those to begin with."""
    usual, set_days = actions.usual_days(case), {s.row.milestone: s.row.target_on for s in steps_of(case)}
    return {key: set_days.get(key, day) for key, day in usual.items()}


@staff_view(Permission.MEETING_PLAN)
def aim(request: StaffRequest, number: str) -> HttpResponseBase:
    """What the work aims at."""
    case = open_case(request.user, number, why=SEEN)
    now = aim_of(case)
    form = AimForm(request.POST or None, initial={"aim": now.aim if now else "meeting"})
    if carried_out(form, lambda: actions.change_aim(by=request.user, case=case, **form.cleaned_data)):
        return redirect("preparation:case", number)
    return _page(request, case, form, "What the work aims at")


@staff_view(Permission.CONSENT_RECORD)
def settle(request: StaffRequest, number: str) -> HttpResponseBase:
    """The way settled on together."""
    case = open_case(request.user, number, why=SEEN)
    form = SettleForm(request.POST or None, initial={"way": agreed_way(case), "on": timezone.localdate()})
    if carried_out(form, lambda: actions.settle_way(by=request.user, case=case, **form.cleaned_data)):
        return redirect("preparation:case", number)
    return _page(request, case, form, "The way settled on together")


def _page(request: StaffRequest, case: Case, form: object, title: str) -> HttpResponseBase:
    back = reverse("preparation:case", args=[case.number])
    context = {"form": form, "title": title, "back_url": back, "caption": case.number, "button": "Save"}
    return render(request, "pages/form.html", context)
