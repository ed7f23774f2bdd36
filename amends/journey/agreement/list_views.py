"""The register of all promises, and the report on sentence plans."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.parts import Pages
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.lists import (
    COLUMNS,
    STATES,
    after,
    entry_of,
    for_plans,
    line_of,
    linked_of,
    promises,
)
from amends.journey.agreement.models import Point
from amends.journey.agreement.rules import is_late

A_PAGE = 50


def _state(request: StaffRequest) -> str:
    state = request.GET.get("state", "open")
    if state not in STATES:
        raise Http404
    return state


def _a_page(request: StaffRequest, rows: QuerySet[Point]) -> tuple[list[Point], str]:
    """The promises of this page, and where the next begins; "" when this is the last."""
    found = list(after(rows, request.GET.get("after", ""))[: A_PAGE + 1])
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return found[:A_PAGE], f"{last.due}.{last.pk}" if last else ""


@staff_view(Permission.CASE_SEE)
def register(request: StaffRequest) -> HttpResponseBase:
    """Every objective with its day, who promised it, and who follows it up."""
    state = _state(request)
    found, place = _a_page(request, promises(request.user, request.service, state))
    context = {
        "rows": [(point, is_late(point)) for point in found],
        "pages": Pages(next_url=f"?state={state}&after={place}" if place else ""),
        "state": state,
        "states": STATES,
    }
    return render(request, "agreement/register.html", context)


@staff_view(Permission.CASE_SEE)
def register_file(request: StaffRequest) -> HttpResponseBase:
    """The same as a table for a spreadsheet; that it was taken is in the trail."""
    state, today = _state(request), timezone.localdate()
    found = promises(request.user, request.service, state).iterator(chunk_size=2000)
    record(
        by=request.user, act=Act.DISCLOSURE, what="agreement.register_taken", service_id=request.service.pk
    )
    return table_to_take([COLUMNS, *(line_of(point, today) for point in found)], f"promises-{state}.csv")


@staff_view(Permission.CASE_SEE)
def plans(request: StaffRequest) -> HttpResponseBase:
    """Which promises of people responsible stand in a plan, the share, and what became of each."""
    rows = for_plans(request.user, request.service)
    found, place = _a_page(request, rows)
    context = {
        "share": linked_of(rows),
        "rows": [(point, entry_of(point)) for point in found],
        "pages": Pages(next_url=f"?after={place}" if place else ""),
    }
    return render(request, "agreement/plans.html", context)
