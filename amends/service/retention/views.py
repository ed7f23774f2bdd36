"""How long records are kept, what is due to go, what is held, and the certificate of what has gone."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.parts import Pages
from amends.foundation.pages.submitting import submit
from amends.service.retention import actions, rules
from amends.service.retention.forms import EndHoldForm, HoldForm, PeriodForm
from amends.service.retention.lists import disposals_table, holds_table, schedule_table, state_of
from amends.service.retention.models import Disposal, Hold, Reading

PAGE = 50


@staff_view(Permission.CASE_SEE)
def schedule(request: StaffRequest) -> HttpResponse:
    """The schedule, for everybody on the staff to read, and who has not read it yet."""
    service = request.service
    may_change = may(request.user, Permission.SERVICE_MANAGE, service)
    has_read = Reading.objects.filter(service=service, user=request.user, version=rules.version_of(service))
    context = {
        "schedule": schedule_table(rules.schedule_of(service).values(), may_change=may_change),
        "has_read": has_read.exists(),
        "not_yet_read": rules.not_yet_read(service) if may_change else [],
        "may_see_due": may(request.user, Permission.CASE_CLOSE, service),
    }
    return render(request, "retention/schedule.html", context)


@staff_view(Permission.CASE_SEE)
@require_POST
def read(request: StaffRequest) -> HttpResponse:
    """Say that one has read it."""
    actions.say_read(by=request.user, service=request.service)
    messages.success(request, "Thank you. That is noted.")
    return redirect("retention:schedule")


@staff_view(Permission.SERVICE_MANAGE)
def period(request: StaffRequest, kind: str) -> HttpResponse:
    """Set this service's own period for one kind of record."""
    kept = rules.schedule_of(request.service).get(kind)
    if kept is None:
        raise Http404
    form = PeriodForm(request.POST or None, initial={"years": kept.years})

    def save() -> object:
        return actions.set_period(by=request.user, service=request.service, kind=kind, **form.cleaned_data)

    if submit(form, save):
        messages.success(request, "Saved. Staff are asked to read the schedule again.")
        return redirect("retention:schedule")
    context = {"title": f"How long to keep: {kept.kind.title.lower()}", "lead": kept.kind.words, "form": form}
    context |= {"button": "Save", "cancel_url": reverse("retention:schedule")}
    return render(request, "pages/form.html", context)


@staff_view(Permission.CASE_CLOSE)
def due(request: StaffRequest, kind: str) -> HttpResponse:
    """Records of one kind whose time is over, to tick and propose."""
    kept = rules.schedule_of(request.service).get(kind)
    if kept is None:
        raise Http404
    found = rules.due_records(request.service, kept, after=_after(request), size=PAGE + 1)
    if request.method == "POST":
        return _propose(request, kind, found)
    last = found[PAGE - 1] if len(found) > PAGE else None
    disposals = Disposal.objects.filter(service=request.service, kind=kind).order_by("-pk")
    holds = Hold.objects.filter(service=request.service, kind=kind, ended_at__isnull=True)
    context = {
        "kept": kept,
        "kinds": rules.schedule_of(request.service).values(),
        "due": found[:PAGE],
        "pages": Pages(next_url=f"?after={last.over_on.isoformat()}.{last.row_id}" if last else ""),
        "disposals": disposals_table(disposals.select_related("proposed_by", "approval")[:PAGE]),
        "holds": holds_table(holds.select_related("set_by"), may_change=_manages(request)),
        "may_hold": _manages(request),
    }
    return render(request, "retention/due.html", context)


def _manages(request: StaffRequest) -> bool:
    return may(request.user, Permission.SERVICE_MANAGE, request.service)


def _after(request: StaffRequest) -> tuple[date, int] | None:
    day, _, key = request.GET.get("after", "").partition(".")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None


def _propose(request: StaffRequest, kind: str, found: list[rules.Due]) -> HttpResponse:
    ticked = set(request.POST.getlist("row"))
    chosen = [each for each in found if str(each.row_id) in ticked]
    for each in chosen:
        actions.propose(by=request.user, service=request.service, due=each)
    if chosen:
        count = "1 record is" if len(chosen) == 1 else f"{len(chosen)} records are"
        messages.success(request, f"{count} proposed. Somebody else has to agree before anything is erased.")
    else:
        messages.error(request, "Tick the records that are to go.")
    return redirect("retention:due", kind)


@staff_view(Permission.CASE_CLOSE)
def disposal(request: StaffRequest, disposal_id: int) -> HttpResponse:
    """One proposal, and once it is carried out its certificate."""
    found = _disposal(request, disposal_id)
    try:
        rules.check_may_erase(found)
        refusal = None
    except Refused as against:
        refusal = None if found.erased_at else against
    context = {"disposal": found, "state": state_of(found), "refusal": refusal}
    return render(request, "retention/disposal.html", context)


@staff_view(Permission.CASE_CLOSE)
@require_POST
def erase(request: StaffRequest, disposal_id: int) -> HttpResponse:
    """Erase now what would go tonight."""
    found = _disposal(request, disposal_id)
    try:
        actions.erase(by=request.user, disposal=found)
        messages.success(request, f"{found.number} has been erased.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:disposal", found.pk)


def _disposal(request: StaffRequest, disposal_id: int) -> Disposal:
    mine = Disposal.objects.filter(service=request.service)
    found = mine.select_related("proposed_by", "approval", "approval__decided_by", "erased_by")
    return get_object_or_404(found, pk=disposal_id)


@staff_view(Permission.SERVICE_MANAGE)
def hold(request: StaffRequest) -> HttpResponse:
    """Keep one record for a reason."""
    form = HoldForm(request.POST or None)
    if submit(form, lambda: actions.hold(by=request.user, service=request.service, **form.cleaned_data)):
        messages.success(request, "Held. It will not be erased until the hold ends.")
        return redirect("retention:schedule")
    context = {"title": "Hold a record", "form": form, "button": "Hold it"}
    return render(request, "pages/form.html", context | {"cancel_url": reverse("retention:schedule")})


@staff_view(Permission.SERVICE_MANAGE)
def end_hold(request: StaffRequest, hold_id: int) -> HttpResponse:
    """Let a record go its way again."""
    held = get_object_or_404(Hold, pk=hold_id, service=request.service, ended_at__isnull=True)
    form = EndHoldForm(request.POST or None)
    if submit(form, lambda: actions.end_hold(by=request.user, held=held, **form.cleaned_data)):
        messages.success(request, f"{held.number} is no longer held.")
        return redirect("retention:due", held.kind)
    context = {
        "title": f"End the hold on {held.number}",
        "lead": held.reason,
        "form": form,
        "button": "End it",
    }
    return render(
        request, "pages/form.html", context | {"cancel_url": reverse("retention:due", args=[held.kind])}
    )
