"""The report by group, and what is done about differences."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.pages.submitting import submit
from amends.insight.equality.actions import agree_action, finish_action
from amends.insight.equality.forms import ActionForm, DoneForm
from amends.insight.equality.groups import Characteristic, characteristics
from amends.insight.equality.models import EqualityAction
from amends.insight.equality.report import SIDES, report
from amends.insight.equality.roles import side_by_side
from amends.insight.equality.steps import Step, steps
from amends.insight.performance.readers import counting_for
from amends.service.equality.questions import monitoring

WORDS_OF_SIDES = {"harmed": "People harmed", "responsible": "People responsible"}


@staff_view(Permission.FIGURES_SEE)
def by_group(request: StaffRequest, key: str = "age") -> HttpResponse:
    """Shares by group. Small numbers are held back from everybody: here no reader needs them."""
    side = request.GET.get("side") or "harmed"
    if key not in characteristics() or side not in SIDES:
        raise Http404
    limits = monitoring()
    with counting_for(request.user, request.service):
        found = report(request.service, characteristics()[key], side=side, limits=limits)
    context = {
        "title": f"How far people come, by {characteristics()[key].title.lower()}",
        "characteristic": characteristics()[key],
        "characteristics": characteristics().values(),
        "sides": WORDS_OF_SIDES.items(),
        "side": side,
        "report": found,
        "limits": limits,
        "actions": EqualityAction.objects.filter(service=request.service, characteristic=key)
        .select_related("owner")
        .order_by("-done_on", "due_on"),
        "may_act": may(request.user, Permission.WORKFORCE_MANAGE, request.service),
    }
    return render(request, "equality_figures/by_group.html", context)


@staff_view(Permission.FIGURES_SEE)
def roles(request: StaffRequest) -> HttpResponse:
    """Both sides of the table, side by side: content, treated fairly, withdrew (EX-088)."""
    with counting_for(request.user, request.service) as in_full:
        below = 1 if in_full else monitoring().hide_below
        lines = side_by_side(request.service, below)
    context = {
        "title": "Are we fair to both sides?",
        "lines": lines,
        "largest_hidden": below - 1,
        "margin": monitoring().margin,
    }
    return render(request, "equality_figures/roles.html", context)


@staff_view(Permission.WORKFORCE_MANAGE)
def agree(request: StaffRequest, key: str, step: str) -> HttpResponse:
    """Something is done about a difference."""
    characteristic, column = _named(key, step)
    form = ActionForm(request.POST or None, service=request.service)
    if submit(
        form,
        lambda: agree_action(
            by=request.user, service=request.service, characteristic=key, step=step, **form.cleaned_data
        ),
    ):
        messages.success(request, "Agreed. It stands on the list of whoever does it.")
        return redirect("equality_figures:by_group", key)
    context = {
        "form": form,
        "title": "Do something about a difference",
        "caption": f"{characteristic.title}: {column.title.lower()}",
        "button": "Agree it",
        "cancel_url": reverse("equality_figures:by_group", args=[key]),
    }
    return render(request, "pages/form.html", context)


@staff_view(Permission.WORKFORCE_MANAGE)
def action(request: StaffRequest, action_id: int) -> HttpResponse:
    """Say what came of it."""
    row = get_object_or_404(EqualityAction, pk=action_id, service=request.service, done_on=None)
    form = DoneForm(request.POST or None)
    if submit(form, lambda: finish_action(by=request.user, action=row, **form.cleaned_data)):
        return redirect("equality_figures:by_group", row.characteristic)
    context = {"form": form, "title": row.words, "caption": "To be done", "button": "It is done"}
    cancel = reverse("equality_figures:by_group", args=[row.characteristic])
    return render(request, "pages/form.html", context | {"cancel_url": cancel})


def _named(key: str, step: str) -> tuple[Characteristic, Step]:
    column = next((each for each in steps() if each.key == step), None)
    if key not in characteristics() or column is None:
        raise Http404
    return characteristics()[key], column
