"""The data plan of a service, and what a case needs by it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.pages.submitting import submit
from amends.service.dataplan import actions
from amends.service.dataplan.forms import NeedForm, SeenForm, TakeForm
from amends.service.dataplan.plan import Item, items
from amends.service.dataplan.rules import lines_of, waiting_to_be_taken

MANAGE = Permission.SERVICE_MANAGE
ASKED = "A second manager is asked. Until they agree, everything stays as it is."


@staff_view(MANAGE)
def home(request: StaffRequest) -> HttpResponse:
    """Every item, who sees it, and what waits for a decision."""
    lines = lines_of(request.service)
    taken = any(line.entry for line in lines)
    waiting = None if taken else waiting_to_be_taken(request.service)
    context = {"title": "Data plan", "lines": lines, "taken": taken, "waiting": waiting}
    return render(request, "dataplan/home.html", {**context, "back_url": reverse("setup:home")})


@staff_view(MANAGE)
def take(request: StaffRequest) -> HttpResponse:
    """Ask for the plan to be in force here."""
    form = TakeForm(request.POST or None)
    if submit(form, lambda: actions.take_plan(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, ASKED)
        return redirect("dataplan:home")
    return _form(request, form, "Put the data plan into force")


@staff_view(MANAGE)
def change(request: StaffRequest, key: str) -> HttpResponse:
    """Ask for other roles to see an item."""
    item = _item(key)
    line = next(line for line in lines_of(request.service) if line.item.key == key)
    if line.entry is None or not item.can_be_set:
        raise Http404
    seen = [role for role in item.can_be_shut if role not in line.entry.shut_to]
    form = SeenForm(request.POST or None, item=item, initial={"seen_by": seen})
    if submit(
        form,
        lambda: actions.change_plan(
            by=request.user,
            service=request.service,
            item=item,
            shut_to=form.shut_to(),
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, ASKED)
        return redirect("dataplan:home")
    return _form(request, form, item.words)


@staff_view(Permission.CASE_SEE)
def need(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """What a case needs: why, from whom, where to ask; and that it is settled."""
    case, item = open_case(request.user, number), _item(key)
    form = NeedForm(request.POST or None)
    if submit(form, lambda: actions.settle_need(by=request.user, case=case, item=item, **form.cleaned_data)):
        messages.success(request, "Noted.")
        return redirect("casefile:case", number)
    context = {"title": f"Ask for: {item.small_words}", "case": case, "item": item, "form": form}
    return render(request, "dataplan/need.html", {**context, "page": _page(item, number)})


def _item(key: str) -> Item:
    if key not in items():
        raise Http404
    return items()[key]


def _page(item: Item, number: str) -> str:
    try:
        return reverse(item.page, args=[number])
    except NoReverseMatch:
        return ""


def _form(request: StaffRequest, form: object, title: str) -> HttpResponse:
    back = reverse("dataplan:home")
    context = {"title": title, "form": form, "button": "Ask a second manager", "cancel_url": back}
    return render(request, "pages/form.html", {**context, "back_url": back})
