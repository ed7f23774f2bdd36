"""Asking the database for many figures in one query: each is one SELECT of a UNION, read by an index on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, CharField, Count, FloatField, QuerySet, Value
from django.db.models.functions import Cast, TruncMonth

from amends.foundation.access.models import Service
from amends.insight.performance.counting import COUNTED, Counted
from amends.insight.performance.months import Month


class Median(Aggregate):
    """The middle value."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Line:
    """One heading of one figure: what counts, of how many, and the middle value where there is one."""

    heading: str
    numerator: int
    denominator: int
    middle: float | None = None


def _counted(counted: Counted, grouped: "QuerySet[Any, dict[str, Any]]") -> "QuerySet[Any, dict[str, Any]]":
    """The counts of each group."""
    middle = Median(counted.middle) if counted.middle is not None else Cast(Value(None), FloatField())
    numerator = Count("pk") if counted.of is None else Count("pk", filter=counted.of)
    counts: QuerySet[Any, dict[str, Any]] = grouped.annotate(
        numerator=numerator, denominator=Count("pk"), middle_value=middle
    )
    return counts


def ask(service: Service, month: Month, keys: Iterable[str] = COUNTED) -> dict[str, list[Line]]:
    """The lines of these figures for one month: one query, whatever their number. Who was asked is under `key:asked`."""
    wanted = {key: COUNTED[key] for key in keys}
    wanted |= {f"{key}:asked": beside for key, counted in wanted.items() if (beside := counted.beside)}
    selects = [_select(service, month, key, counted) for key, counted in wanted.items()]
    found: dict[str, list[Line]] = {key: [] for key in wanted}
    for figure, heading, numerator, denominator, middle in selects[0].union(*selects[1:], all=True):
        found[figure].append(Line(heading, numerator, denominator, middle))
    return found


def _select(service: Service, month: Month, key: str, counted: Counted) -> "QuerySet[Any, tuple[Any, ...]]":
    rows = counted.within(service, month).order_by()
    grouped = rows.annotate(figure=Value(key, output_field=CharField()), heading=counted.heading)
    counts = _counted(counted, grouped.values("figure", "heading"))
    return counts.values_list("figure", "heading", "numerator", "denominator", "middle_value")


def ask_months(service: Service, key: str, months: list[Month]) -> dict[Month, Line]:
    """One figure over several months, without its headings: one query. A month without any row has zero."""
    counted = COUNTED[key]
    rows = counted.within(service, months[0], months[-1]).order_by()
    grouped = _counted(counted, rows.annotate(month=TruncMonth(counted.day)).values("month"))
    found = {Month.of(row["month"]): row for row in grouped}
    return {
        month: Line("", row["numerator"], row["denominator"], row["middle_value"])
        if (row := found.get(month))
        else Line("", 0, 0)
        for month in months
    }
