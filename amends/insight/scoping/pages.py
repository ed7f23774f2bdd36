"""How a run is shown: the funnel, the table of hours, and the sum from need to gap."""

from decimal import Decimal

from django.urls import reverse

from amends.foundation.pages.parts import Bar, BarChart, Column, Row, Table
from amends.insight.scoping.calculator import plain
from amends.insight.scoping.models import Run
from amends.insight.scoping.plan import Plan

ENDS = {"conference", "indirect"}


def funnel(run: Run, plan: Plan) -> BarChart:
    """From all cases to those that come to something. With a list, each number leads to the cases behind it."""
    reached = sum((row.cases for row in plan.result.rows if row.outcome in ENDS), Decimal(0))
    conferences = sum((row.cases for row in plan.result.rows if row.outcome == "conference"), Decimal(0))
    bars = [
        Bar("Cases of the offences", plan.population, url=_list(run, "all")),
        Bar("Eligible on paper", plan.eligible, url=_list(run, "eligible")),
        *_taken_out(run, plan),
        Bar("In scope", plan.in_scope, url=_list(run, "in_scope")),
        Bar("Come to something", float(reached), shown=str(plain(reached))),
        Bar("Meet", float(conferences), shown=str(plain(conferences))),
    ]
    note = "Applied from a sample to the whole list: an estimate." if plan.is_estimate else ""
    return BarChart(f"From cases to meetings: {run.name}", bars, "Cases", "Step", note)


def _taken_out(run: Run, plan: Plan) -> list[Bar]:
    out = plan.eligible - plan.in_scope
    return [Bar("Unsuitable", out, url=_list(run, "not_suitable"))] if out and not plan.is_estimate else []


def _list(run: Run, which: str) -> str:
    return reverse("finding:cases", args=[run.extract_id, which]) if run.extract_id else ""


def hours_table(plan: Plan) -> Table:
    """Table 3 of the guide, with each step of the sum."""
    columns = [Column("How cases end")] + [
        Column(label, numeric=True) for label in ("Per cent", "Cases", "Hours each", "Hours")
    ]
    rows = [
        [row.words, plain(row.percent), plain(row.cases), plain(row.hours_per_case), plain(row.hours)]
        for row in plan.result.rows
    ]
    total = ["Together", 100, plan.in_scope, "", plain(plan.result.total_hours)]
    return Table(f"Facilitator hours for {plan.in_scope} cases in scope", columns, [*rows, total])


def sum_rows(plan: Plan) -> list[Row]:
    """From facilitator hours to the gap, line by line."""
    rows = [
        Row("Facilitator hours", plain(plan.result.total_hours)),
        Row(f"At {plain(plan.turnover)}% turnover, a year", plain(plan.case_hours)),
        Row("Other time", f"+ {plain(plan.added)}"),
        Row("Given by volunteers", f"− {plain(plan.supplied)}"),
        Row("Needed a year", plain(plan.net)),
    ]
    if plan.a_year is not None:
        rows.insert(
            0, Row("Eligible cases that come in", f"{plan.a_year} a year, beside the pool of {plan.in_scope}")
        )
    if plan.available is not None and plan.gap is not None:
        rows += [
            Row("Staff hours there are", plain(plan.available)),
            Row("Missing", plain(plan.gap)),
            Row("Cases these hours can carry", f"about {plan.deliverable}"),
        ]
    return rows


def compared(runs: list[tuple[Run, Plan | None]]) -> Table:
    """Runs side by side."""
    figures = (
        ("Cases", lambda p: p.population),
        ("Eligible", lambda p: p.eligible),
        ("In scope", lambda p: p.in_scope),
        ("Facilitator hours", lambda p: plain(p.result.total_hours)),
        ("Needed a year", lambda p: plain(p.net)),
        ("Missing", lambda p: "" if p.gap is None else plain(p.gap)),
    )
    columns = [Column("Figure"), *(Column(run.name, numeric=True) for run, _ in runs)]
    rows = [[label, *(read(plan) if plan else "not yet" for _, plan in runs)] for label, read in figures]
    return Table("Side by side", columns, rows)
