"""What the page of a read caseload shows: its numbers, each with the list behind it."""

from django.urls import reverse

from amends.foundation.pages.parts import Bar, BarChart, Cell, Column, Table
from amends.journey.finding.models import Extract
from amends.journey.finding.queries.cases import LISTS

FUNNEL = ("all", "eligible", "in_scope", "worklist", "referred")


def waiting_urls(extract: Extract) -> dict[str, str]:
    """Where each thing that is still to be said is said."""
    return {name: reverse(f"finding:{name}", args=[extract.pk]) for name in ("columns", "words", "criteria")}


def list_url(extract: Extract, which: str) -> str:
    """The list behind a number."""
    return reverse("finding:cases", args=[extract.pk, which])


def funnel(extract: Extract, counts: dict[str, int]) -> BarChart:
    """From everybody on the caseload to those referred; every number leads to its list."""
    bars = [Bar(LISTS[which], counts[which], url=list_url(extract, which)) for which in FUNNEL]
    return BarChart("From the caseload to referrals", bars, "People", "Step")


def numbers(extract: Extract, counts: dict[str, int]) -> Table:
    """Those that are not on the worklist, and why."""
    shown = ("outside", "not_eligible", "check_file", "known", "not_suitable", "priority")
    rows = [
        [Cell(LISTS[which], url=list_url(extract, which)), counts[which]] for which in shown if counts[which]
    ]
    return Table(
        "Not on the worklist, or by themselves", [Column("What"), Column("People", numeric=True)], rows
    )
