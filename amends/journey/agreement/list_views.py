"""The register of all promises, and the report on sentence plans."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.parts import Pages
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.lists import COLUMNS, STATES, after, in_plans, line_of, promises
from amends.journey.agreement.rules import is_late

A_PAGE = 50


def _state(request: StaffRequest) -> str:
    state = request.GET.get("state", "open")
    if state not in STATES:
        raise Http404
    return state


@staff_view(Permission.CASE_SEE)
def register(request: StaffRequest) -> HttpResponseBase:
    """Every objective with its day, who promised it, and who follows it up."""
    state = _state(request)
    rows = after(promises(request.user, request.service, state), request.GET.get("after", ""))
    found = list(rows[: A_PAGE + 1])
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    following = f"?state={state}&after={last.due}.{last.pk}" if last else ""
    context = {
        "rows": [(point, is_late(point)) for point in found[:A_PAGE]],
        "pages": Pages(next_url=following),
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
    context = {"found": in_plans(request.user, request.service)}
    return render(request, "agreement/plans.html", context)
