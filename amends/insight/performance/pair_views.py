"""The page on which the pairs of output 6 are read, one by one."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.templatetags.amends import day
from amends.insight.performance.pairs import Pair, pairs
from amends.insight.performance.readers import sees_in_full
from amends.insight.performance.reading import per_cent
from amends.insight.performance.views import month_asked

COLUMNS = (
    Column("Case"),
    Column("Output 6"),
    Column("They met"),
    Column("Alternative offered"),
    Column("Accepted"),
    Column("Why neither"),
)


@staff_view(Permission.FIGURES_SEE)
def output_6(request: StaffRequest) -> HttpResponseBase:
    """Each suitable pair of a month. Only for those who may open every case; for anybody else there is no such page."""
    if not sees_in_full(request.user, request.service):
        raise Http404
    month = month_asked(request)
    found = pairs(request.service, month)
    met, face_to_face = (
        sum(each) for each in ((p.is_met for p in found), (p.is_face_to_face for p in found))
    )
    context = {
        "month": month,
        "count": len(found),
        "met": met,
        "face_to_face": face_to_face,
        "share": per_cent(face_to_face, len(found)),
        "table": Table("Suitable pairs", COLUMNS, [_line(pair) for pair in found], empty="None has ended."),
    }
    return render(request, "performance/pairs.html", context)


def _line(pair: Pair) -> list[object]:
    state = Tag("Met", "good") if pair.is_met else Tag("Not met", "attention")
    return [
        Cell(pair.number, url=reverse("casefile:case", args=[pair.number])),
        Cell(tag=state),
        f"{pair.meeting}, {day(pair.met_on)}" if pair.met_on else "–",
        f"{pair.alternative}, {day(pair.offered_on)}" if pair.offered_on else "–",
        {True: "Yes", False: "No", None: "–"}[pair.accepted],
        pair.explanation or "–",
    ]
