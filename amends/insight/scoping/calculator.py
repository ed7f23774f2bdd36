"""How many facilitator hours a year's cases would take (Wait 'til Eight section 3, tables 2 and 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Assumption:
    """The share of cases that end this way, and the hours each has taken by then."""

    words: str
    percent: Decimal
    hours_per_case: Decimal


ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType(
    {
        "refusal": Assumption("The person responsible says no or is unsuitable", Decimal(30), Decimal(3)),
        "no_victim": Assumption("The person harmed says no or is not reached", Decimal(15), Decimal(8)),
        "withdrawal": Assumption("Somebody withdraws", Decimal(5), Decimal(12)),
        "conference": Assumption("A conference takes place", Decimal(30), Decimal(20)),
        "indirect": Assumption("They communicate without meeting", Decimal(20), Decimal(15)),
    }
)


class BadEstimateError(ValueError):
    """Figures that do not fit together. The sentence is fit to be shown."""


@dataclass(frozen=True)
class Row:
    outcome: str
    words: str
    percent: Decimal
    cases: Decimal
    hours_per_case: Decimal
    hours: Decimal


@dataclass(frozen=True)
class Estimate:
    population: int
    ineligible: int
    in_scope: int
    rows: tuple[Row, ...]
    total_hours: Decimal


def adjusted(rates: Mapping[str, Decimal], hours: Mapping[str, Decimal]) -> dict[str, Assumption]:
    """The guide's assumptions with a service's own figures in place of some; the rates must add up to 100."""
    for name, value in (*rates.items(), *hours.items()):
        if name not in ASSUMPTIONS:
            raise BadEstimateError(f'"{name}" is not an outcome; they are {", ".join(ASSUMPTIONS)}.')
        if not value.is_finite() or value < 0:
            raise BadEstimateError(f"{name}: {value} is not a figure of 0 or more.")
    changed = {
        name: Assumption(old.words, rates.get(name, old.percent), hours.get(name, old.hours_per_case))
        for name, old in ASSUMPTIONS.items()
    }
    total = sum((assumption.percent for assumption in changed.values()), Decimal(0))
    if total != HUNDRED:
        raise BadEstimateError(f"The rates add up to {plain(total)}, not to 100.")
    return changed


def estimate(
    population: int, ineligible: int, assumptions: Mapping[str, Assumption] = ASSUMPTIONS
) -> Estimate:
    """Cases in scope are the population less those found ineligible or unsuitable; each row is cases times hours."""
    if population < 0 or ineligible < 0:
        raise BadEstimateError("Numbers of cases are 0 or more.")
    if ineligible > population:
        raise BadEstimateError(f"{ineligible} ineligible cases are more than the {population} there are.")
    in_scope = population - ineligible
    rows = tuple(_row(name, assumption, in_scope) for name, assumption in assumptions.items())
    return Estimate(population, ineligible, in_scope, rows, sum((row.hours for row in rows), Decimal(0)))


def plain(figure: Decimal) -> int | float:
    """A figure as a person writes it: 90, not 90.00; 7.5 stays 7.5."""
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def _row(name: str, assumption: Assumption, in_scope: int) -> Row:
    cases = in_scope * assumption.percent / HUNDRED
    return Row(
        outcome=name,
        words=assumption.words,
        percent=assumption.percent,
        cases=cases,
        hours_per_case=assumption.hours_per_case,
        hours=cases * assumption.hours_per_case,
    )
