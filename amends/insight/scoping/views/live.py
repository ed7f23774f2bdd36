"""What came of the plan: offences on the lists, proposals beside sentences, plans of eligible prisoners (W8-368)."""

from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from amends.foundation.access.requests import StaffRequest
from amends.foundation.pages.parts import Cell, Column, Table
from amends.insight.scoping.live import offences, sentence_plans
from amends.insight.scoping.views.runs import plans
from amends.journey.court.rules.concordance import Concordance, concordance

YEAR, DAY = timedelta(days=365), timedelta(days=1)


@plans
def live(request: StaffRequest) -> HttpResponseBase:
    """The twelve months up to a day, today unless another is asked for."""
    last = parse_date(request.GET.get("to", "") or "") or timezone.localdate()
    first = last - YEAR + DAY
    compared = concordance(request.service, first, last)
    context = {
        "title": "What came of it",
        "first": first,
        "last": last,
        "before": (first - DAY).isoformat(),
        "compared": compared,
        "others": _others(compared),
        "offences": _offences(request),
        "plans": sentence_plans(request.service),
        "back_url": reverse("scoping:home"),
    }
    return render(request, "scoping/live.html", context)


def _others(compared: Concordance) -> Table:
    """Court by court, what was proposed and what was passed instead."""
    lines = [
        [
            court,
            Cell(each.reference, reverse("court:report", args=[each.pk])),
            f"{each.hearing_on:%d.%m.%Y}",
            each.result.details,
        ]
        for court, reports in compared.by_court
        for each in reports
    ]
    columns = [Column(words) for words in ("Court", "Report", "Hearing", "Sentence passed")]
    empty = "The courts have followed every proposal." if compared.proposals else "No result is known yet."
    return Table("Proposed and not in the sentence, by court", columns, lines, empty)


def _offences(request: StaffRequest) -> Table:
    lines = [[each.words, each.people, each.eligible, each.possible] for each in offences(request.service)]
    columns = [Column("Offence")] + [
        Column(words, numeric=True)
        for words in ("People", "Eligible on paper", "At most, with files to look at")
    ]
    return Table("Offences on the lists that were read", columns, lines, "No list has been read yet.")
