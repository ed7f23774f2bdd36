"""The monthly summary, one figure with its trend, the cases behind a number, and the table to take away."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.lib.spreadsheets import as_csv
from amends.foundation.pages.parts import Bar, BarChart
from amends.insight.performance.actions import note_export
from amends.insight.performance.counting import COUNTED
from amends.insight.performance.definitions import definitions, groups
from amends.insight.performance.exporting import as_xlsx, lines
from amends.insight.performance.months import Month
from amends.insight.performance.readers import behind, counting_for, sees_in_full
from amends.insight.performance.reading import Reading, read, read_months
from amends.journey.risk.rules.service_log import overdue_reviews

FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
TREND, CHOICES, AT_MOST = 12, 24, 100
PAIRS = "output_6"


def month_asked(request: StaffRequest) -> Month:
    """The month asked for, or this one; 404 for anything that is no month."""
    asked = request.GET.get("month")
    month = Month.read(asked) if asked else Month.of(timezone.localdate())
    if month is None:
        raise Http404
    return month


@staff_view(Permission.FIGURES_SEE)
def summary(request: StaffRequest) -> HttpResponseBase:
    """Every figure of one month."""
    month = month_asked(request)
    with counting_for(request.user, request.service) as in_full:
        found = read(request.service, month, in_full=in_full)
    today = Month.of(timezone.localdate())
    context = {
        "month": month,
        "months": today.last(CHOICES)[::-1],
        "is_running": month == today,
        "in_full": in_full,
        "may_lists": may(request.user, Permission.REFERRAL_SCREEN, request.service),
        "overdue_reviews": overdue_reviews(request.service, timezone.localdate())
        if may(request.user, Permission.SERVICE_MANAGE, request.service)
        else None,
        "groups": [
            (words, [reading for reading in found.values() if reading.definition.group == key])
            for key, words in groups().items()
        ],
    }
    return render(request, "performance/summary.html", context)


@staff_view(Permission.FIGURES_SEE)
def figure(request: StaffRequest, key: str) -> HttpResponseBase:
    """One figure: what it is, what it is made of, and how it has gone."""
    if key not in definitions():
        raise Http404
    month = month_asked(request)
    with counting_for(request.user, request.service) as in_full:
        reading = read(request.service, month, in_full=in_full, keys=[key])[key]
        trend = read_months(request.service, key, month.last(TREND), in_full=in_full)
    context = {
        "month": month,
        "in_full": in_full,
        "reading": reading,
        "definition": reading.definition,
        "leads_to": COUNTED[key].leads_to[0],
        "one_by_one": key == PAIRS,
        "chart": _chart(reading, trend),
    }
    return render(request, "performance/figure.html", context)


def _chart(reading: Reading, trend: list[tuple[Month, Reading]]) -> BarChart | None:
    """The trend as a picture with its table."""
    address = reverse("performance:figure", args=[reading.definition.key])
    bars = [
        Bar(month.words, _height(each), each.shown, f"{address}?month={month.key}") for month, each in trend
    ]
    label = {"share": "Share", "middle": "Days"}.get(reading.kind, "Number")
    return BarChart(reading.definition.title, bars, label, "Month") if bars else None


def _height(reading: Reading) -> float:
    if reading.kind == "share":
        return 100 * reading.count / reading.of if reading.count is not None and reading.of else 0
    return (reading.middle if reading.kind == "middle" else reading.count) or 0


@staff_view(Permission.FIGURES_SEE)
def cases(request: StaffRequest, key: str) -> HttpResponseBase:
    """What is behind a number. Only for those who may open every case; for anybody else there is no such page."""
    if key not in definitions() or not sees_in_full(request.user, request.service):
        raise Http404
    month, heading = month_asked(request), request.GET.get("of")
    found = behind(request.user, request.service, key, month, heading)
    context = {
        "month": month,
        "definition": definitions()[key],
        "heading": heading,
        "leads_to": COUNTED[key].leads_to[0],
        "rows": found[:AT_MOST],
        "count": found.count(),
        "at_most": AT_MOST,
        "screens": may(request.user, Permission.REFERRAL_SCREEN, request.service),
    }
    return render(request, "performance/cases.html", context)


@staff_view(Permission.FIGURES_SEE)
def export(request: StaffRequest, form: str) -> HttpResponseBase:
    """The figures of a month as a file, with small counts hidden for everybody."""
    if form not in FILES:
        raise Http404
    month = month_asked(request)
    with counting_for(request.user, request.service):
        found = read(request.service, month, in_full=False)
    note_export(by=request.user, service=request.service, month=month.key, form=form)
    write, content_type = FILES[form]
    answer = HttpResponse(write(lines(request.service, month, found.values())), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="figures-{month.key}.{form}"'
    return answer
