"""Scoping runs: the list, one run with its steps and figures, and runs side by side."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.steps import initial, keep
from amends.foundation.pages.submitting import submit
from amends.insight.scoping import actions
from amends.insight.scoping.forms.planning import AgainForm, NewRunForm, PriorityForm
from amends.insight.scoping.forms.steps import steps_for
from amends.insight.scoping.models import Run
from amends.insight.scoping.pages import compared, funnel, hours_table, sum_rows
from amends.insight.scoping.plan import plan_of
from amends.insight.scoping.rules import PLANS
from amends.journey.finding.queries.cases import worklist

plans = staff_view(PLANS)
LISTED, COMPARED = 50, 6


def open_run(request: StaffRequest, key: int) -> Run:
    """The run, or 404."""
    rows = Run.objects.filter(service=request.service, pk=key)
    found = rows.select_related("service", "assumptions", "extract").first()
    if found is None:
        raise Http404
    return found


@plans
def home(request: StaffRequest) -> HttpResponseBase:
    """Every run, the newest first, and the other plans."""
    rows = Run.objects.filter(service=request.service).select_related("assumptions").order_by("-pk")[:LISTED]
    return render(
        request, "scoping/home.html", {"title": "Planning", "runs": rows, "back_url": reverse("setup:home")}
    )


@plans
def new_run(request: StaffRequest) -> HttpResponseBase:
    """Begin one."""
    form = NewRunForm(request.POST or None)
    if form.is_valid():
        run = attempt(
            form, lambda: actions.start_run(by=request.user, service=request.service, **form.cleaned_data)
        )
        if run:
            return redirect("scoping:run", run.pk)
    context = {"title": "A new scoping run", "form": form, "back_url": reverse("scoping:home")}
    return render(request, "pages/form.html", context)


@plans
def run(request: StaffRequest, key: int) -> HttpResponseBase:
    """Its steps, and as far as they go its figures."""
    found = open_run(request, key)
    steps, plan = steps_for(found.mode), plan_of(found)
    context: dict[str, Any] = {
        "title": found.name,
        "run": found,
        "plan": plan,
        "tasks": []
        if found.finished_at
        else steps.tasks(found.answers, lambda s: reverse("scoping:step", args=[key, s.key])),
        "answers": steps.rows(found.answers) if found.finished_at else [],
        "back_url": reverse("scoping:home"),
    }
    if plan:
        context |= {"chart": funnel(found, plan), "table": hours_table(plan), "sums": sum_rows(plan)}
    return render(request, "scoping/run.html", context)


@plans
def step(request: StaffRequest, key: int, name: str) -> HttpResponseBase:
    """One step, kept as it is left."""
    found = open_run(request, key)
    asked = steps_for(found.mode).find(name, found.answers)
    if asked is None or found.finished_at:
        raise Http404
    form = asked.form(request.POST or None, initial=initial(found.answers, name), service=request.service)  # type: ignore[call-arg]  # every step takes these
    save = partial(actions.save_step, by=request.user, run=found, step=name)
    if submit(form, lambda: save(answers=keep(form))):
        following = steps_for(found.mode).after(name, found.answers)
        return redirect("scoping:step", key, following.key) if following else redirect("scoping:run", key)
    back = reverse("scoping:run", args=[key])
    return render(
        request,
        "pages/form.html",
        {"title": asked.title, "caption": found.name, "form": form, "back_url": back},
    )


@plans
def priorities(request: StaffRequest, key: int) -> HttpResponseBase:
    """Which cases come first, with the list in its order and the cut-off."""
    found = open_run(request, key)
    form = PriorityForm(request.POST or None, initial={"statement": found.priority_statement})
    state = partial(actions.state_priorities, by=request.user, run=found)
    if submit(form, lambda: state(statement=form.cleaned_data["statement"])):
        return redirect("scoping:run", key)
    plan = plan_of(found)
    most = plan.deliverable if plan and plan.deliverable is not None else 0
    context = {
        "title": "Which cases come first?",
        "form": form,
        "run": found,
        "most": most,
        "first": worklist(found.extract)[:most] if found.extract else [],
        "back_url": reverse("scoping:run", args=[key]),
    }
    return render(request, "scoping/priorities.html", context)


@require_POST
@plans
def finish(request: StaffRequest, key: int) -> HttpResponseBase:
    """Keep it as it is."""
    try:
        actions.finish_run(by=request.user, run=open_run(request, key))
        messages.success(request, "The run is finished and stays as it is.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("scoping:run", key)


@plans
def again(request: StaffRequest, key: int) -> HttpResponseBase:
    """The same choices, counted anew."""
    found = open_run(request, key)
    form = AgainForm(request.POST or None)
    if form.is_valid():
        following = attempt(
            form, lambda: actions.run_again(by=request.user, run=found, name=form.cleaned_data["name"])
        )
        if following:
            return redirect("scoping:run", following.pk)
    context = {
        "title": f"Run {found.name} again",
        "form": form,
        "back_url": reverse("scoping:run", args=[key]),
    }
    return render(request, "pages/form.html", context)


@plans
def compare(request: StaffRequest) -> HttpResponseBase:
    """The newest runs side by side, or those asked for."""
    keys = [key for key in map(read_key, request.GET.getlist("run")) if key is not None]
    rows = Run.objects.filter(service=request.service).select_related("assumptions").order_by("pk")
    chosen = list((rows.filter(pk__in=keys) if keys else rows.order_by("-pk"))[:COMPARED])
    table = compared([(each, plan_of(each)) for each in chosen])
    context = {"title": "Runs side by side", "table": table, "back_url": reverse("scoping:home")}
    return render(request, "scoping/compare.html", context)
