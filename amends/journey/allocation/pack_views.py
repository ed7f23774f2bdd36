"""The case pack: its editor for the coordinator, the papers themselves for the facilitators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.case.doors import open_case
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.submitting import submit
from amends.journey.allocation import actions, lists
from amends.journey.allocation.forms import ItemForm, NoteForm
from amends.journey.allocation.models import PackItem
from amends.journey.allocation.rules import handover, pack_of


@staff_view(Permission.CASE_SEE)
def pack(request: StaffRequest, number: str) -> HttpResponse:
    """Facilitators read what they were given; the coordinator also sees what is kept back, and decides."""
    found = open_case(request.user, number, why="pack.looked_at")
    newest, items = pack_of(found)
    context: dict[str, object] = {
        "title": "Case pack",
        "case": found,
        "pack": newest,
        "items": items,
        "caption": number,
    }
    if may(request.user, Permission.ALLOCATION_OFFER, found.service_id):
        every = PackItem.objects.filter(case=found).order_by("kind", "title", "pk")
        context |= {
            "edits": True,
            "table": lists.pack_table(every),
            "papers": lists.handover_tasks(handover(found)),
        }
    return render(request, "allocation/pack.html", context)


@require_POST
@staff_view(Permission.ALLOCATION_OFFER)
def gather(request: StaffRequest, number: str) -> HttpResponse:
    """Look for papers that are not in the list yet."""
    count = actions.gather(by=request.user, case=open_case(request.user, number))
    messages.success(request, f"{count} new in the list." if count else "Every paper is in the list already.")
    return redirect("allocation:pack", number)


@require_POST
@staff_view(Permission.ALLOCATION_OFFER)
def issue(request: StaffRequest, number: str) -> HttpResponse:
    """Hand the included papers over."""
    try:
        made = actions.issue_pack(by=request.user, case=open_case(request.user, number))
    except Refused as refusal:
        messages.error(request, refusal.in_full)
    else:
        messages.success(request, f"Pack {made.version} is handed over.")
    return redirect("allocation:pack", number)


@staff_view(Permission.ALLOCATION_OFFER)
def note(request: StaffRequest, number: str) -> HttpResponse:
    """Write a note for the facilitators."""
    found = open_case(request.user, number)
    form = NoteForm(request.POST or None)
    if submit(form, lambda: actions.add_note(by=request.user, case=found, **form.cleaned_data)):
        return redirect("allocation:pack", number)
    return _form(request, form, "A note for the facilitators", number)


@staff_view(Permission.ALLOCATION_OFFER)
def item(request: StaffRequest, item_id: int) -> HttpResponse:
    """Decide about one paper."""
    row = get_object_or_404(PackItem.objects.select_related("case"), pk=item_id, service=request.service)
    form = ItemForm(
        request.POST or None, initial={"included": row.included, "reason_withheld": row.reason_withheld}
    )
    if submit(form, lambda: actions.decide_item(by=request.user, item=row, **form.cleaned_data)):
        return redirect("allocation:pack", row.case.number)
    return _form(request, form, row.title, row.case.number, paper=row)


def _form(
    request: StaffRequest, form: object, title: str, number: str, paper: PackItem | None = None
) -> HttpResponse:
    back = reverse("allocation:pack", args=[number])
    context = {"title": title, "form": form, "caption": number, "button": "Save", "back_url": back}
    return render(request, "allocation/pack_item.html", context | {"paper": paper})
