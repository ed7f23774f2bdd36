"""The assumptions in force, those before, and changing them."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.pages.submitting import submit
from amends.insight.scoping import actions
from amends.insight.scoping.calculator import ASSUMPTIONS
from amends.insight.scoping.forms.planning import AssumptionSetForm, ReasonForm
from amends.insight.scoping.models import AssumptionSet
from amends.insight.scoping.views.runs import plans

BACK = "scoping:assumptions"


@plans
def assumptions(request: StaffRequest) -> HttpResponseBase:
    """What holds now, where it comes from, and what held before."""
    rows = list(
        AssumptionSet.objects.filter(service=request.service).select_related("changed_by").order_by("-pk")
    )
    context = {
        "title": "Assumptions",
        "figures": (rows[0].by_outcome if rows else ASSUMPTIONS).values(),
        "sets": rows,
        "back_url": reverse("scoping:home"),
    }
    return render(request, "scoping/assumptions.html", context)


@plans
def change(request: StaffRequest) -> HttpResponseBase:
    """Figures of the service's own judgement."""
    newest = AssumptionSet.objects.filter(service=request.service).order_by("-pk").first()
    form = AssumptionSetForm(request.POST or None, before=newest.by_outcome if newest else dict(ASSUMPTIONS))
    by, service = request.user, request.service
    if submit(
        form,
        lambda: actions.set_assumptions(
            by=by,
            service=service,
            percent=form.of("percent"),
            hours=form.of("hours"),
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, "They hold for runs that begin from now on.")
        return redirect(BACK)
    context = {"title": "Change the assumptions", "form": form, "back_url": reverse(BACK), "button": "Save"}
    return render(request, "pages/form.html", context)


@plans
def from_cases(request: StaffRequest) -> HttpResponseBase:
    """Figures of the cases the service has closed."""
    form = ReasonForm(request.POST or None)
    by, service = request.user, request.service
    if submit(form, lambda: actions.take_own_figures(by=by, service=service, **form.cleaned_data)):
        messages.success(request, "They hold for runs that begin from now on.")
        return redirect(BACK)
    context = {
        "title": "Take them from our own cases",
        "form": form,
        "lead": "From how the service’s cases ended, and the hours written down for them.",
        "back_url": reverse(BACK),
        "button": "Work them out",
    }
    return render(request, "pages/form.html", context)
