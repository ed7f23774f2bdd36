"""For those who check: the trail of the service, and whether both sides' records are kept with the same care."""

from django.http import HttpResponseBase
from django.shortcuts import render

from amends.delivery.casefile.trail import given_to
from amends.delivery.casefile.wording import in_words
from amends.delivery.sight import queries
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.keys import read_key
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.parts import Cell, Choice, Column, Filter, Pages, Table
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act, AuditEvent

PAGE = 50


@staff_view(Permission.TRAIL_READ)
def trail(request: StaffRequest) -> HttpResponseBase:
    """Who did what and when, in the whole service; also what somebody tried and was refused."""
    act, before = request.GET.get("act", ""), request.GET.get("before", "")
    before_key = read_key(before)
    events = queries.trail_of(request.service, act=act, before=before_key, size=PAGE + 1)
    kinds = [*((a.value, a.label) for a in Act), ("refused", "Tried and refused")]
    following = f"?act={act}&before={events[PAGE - 1].pk}" if len(events) > PAGE else ""
    context = {
        "title": "The trail of the service",
        "table": _table(events[:PAGE]),
        "filters": [Filter("act", "Show", [Choice(key, label, chosen=key == act) for key, label in kinds])],
        "pages": Pages(next_url=following),
    }
    return render(request, "sight/trail.html", context)


def _table(events: list[AuditEvent]) -> Table:
    recipients = given_to(events)
    columns = [Column(label) for label in ("When", "Act", "What", "By", "Case", "Given to")]
    rows = [
        [
            Cell(moment(event.at)),
            event.get_act_display(),
            in_words(event.what, {}),  # what exactly belongs to the file, and whoever checks opens none
            getattr(event, "by_name", None) or "The service itself",
            getattr(event, "case_number", None) or "",
            recipients.get(event.pk, ""),
        ]
        for event in events
    ]
    return Table("The trail of the service", columns, rows, "Nothing of this kind.", caption_hidden=True)


@staff_view(Permission.TRAIL_READ)
def compared(request: StaffRequest) -> HttpResponseBase:
    """The same protection for both sides: what was done with their files in the last thirty days, side by side."""
    last = queries.last_compared(request.service)
    record(by=request.user, act=Act.CONSULTATION, what=queries.COMPARED, service_id=request.service.pk)
    context = {
        "title": "Both sides’ files, side by side",
        "rows": queries.side_by_side(request.service),
        "last": last,
    }
    return render(request, "sight/compared.html", context)


@staff_view(Permission.CASE_STUDY)
def study(request: StaffRequest) -> HttpResponseBase:
    """What an evaluator gets, and how it was made."""
    context = {"title": "Cases to study", "columns": queries.STUDIED}
    return render(request, "sight/study.html", context)


@staff_view(Permission.CASE_STUDY)
def study_file(request: StaffRequest) -> HttpResponseBase:
    """The cases as a table, under made-up keys."""
    record(by=request.user, act=Act.DISCLOSURE, what="case.studied", service_id=request.service.pk)
    return table_to_take([queries.STUDIED, *queries.studied(request.service)], "cases-to-study.csv")
