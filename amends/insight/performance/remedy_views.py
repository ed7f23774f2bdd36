"""The page on which the speed of community remedies is read."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.insight.performance.remedies import Speed, days, middle, speeds
from amends.journey.referral.form_rules import settings_of

COLUMNS = (
    Column("Referral"),
    Column("Incident"),
    Column("Second agreement"),
    Column("Referral received"),
    Column("Days to refer"),
    Column("First contact"),
    Column("Last action done"),
)


@staff_view(Permission.REFERRAL_SCREEN)
def speed(request: StaffRequest) -> HttpResponseBase:
    """Each community remedy with its days, and those that were not sent promptly (EX-030)."""
    limit = settings_of(request.service).prompt_days
    found = speeds(request.service, limit)
    table = Table("Community remedies", COLUMNS, [_line(each) for each in found], empty="None has come yet.")
    context = {
        "title": "Community remedy: speed",
        "table": table,
        "limit": limit,
        "counted": sum(each.gap is not None for each in found),
        "late": sum(each.is_late for each in found),
        "to_refer": middle(each.gap for each in found),
        "to_contact": middle(days(each.received_on, each.first_contact_on) for each in found),
        "to_complete": middle(days(each.happened_on, each.completed_on) for each in found),
        "back_url": reverse("performance:summary"),
    }
    return render(request, "performance/remedy_speed.html", context)


def _line(each: Speed) -> list[object]:
    gap: object = "" if each.gap is None else str(each.gap)
    if each.is_late:
        gap = Cell(tag=Tag(f"{each.gap}, over the limit", "attention"))
    named = (each.happened_on, each.second_consent_on, each.received_on)
    return [
        Cell(each.number, url=reverse("referral:status", args=[each.number])),
        *[long_date(day) if day else "Not noted" for day in named],
        gap,
        long_date(each.first_contact_on) if each.first_contact_on else "Not yet",
        long_date(each.completed_on) if each.completed_on else "Not yet",
    ]
