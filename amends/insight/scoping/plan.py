"""What a run comes to, each step shown: cases in scope, hours, what others add or give, the gap, and the cut-off."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from amends.insight.scoping.calculator import ASSUMPTIONS, HUNDRED, Estimate, estimate
from amends.insight.scoping.models import Run

ADDED = ("team_meetings", "training", "supervision", "manager", "administrator", "prison_officers", "escorts")
MONTHS = 12


@dataclass(frozen=True)
class Plan:
    """The figures of one run. `available` is None while nobody has said how many hours there are."""

    population: int
    eligible: int
    in_scope: int
    is_estimate: bool
    result: Estimate
    turnover: Decimal
    added: Decimal
    supplied: Decimal
    available: Decimal | None
    a_year: int | None

    @property
    def rate(self) -> int:
        """Eligible cases in a hundred."""
        return round(100 * self.eligible / self.population) if self.population else 0

    @property
    def case_hours(self) -> Decimal:
        """Facilitator hours a year: they follow how fast the population changes (W8-129)."""
        return self.result.total_hours * self.turnover / HUNDRED

    @property
    def net(self) -> Decimal:
        """What has to be found: case hours and other time, less what others give."""
        return max(self.case_hours + self.added - self.supplied, Decimal(0))

    @property
    def gap(self) -> Decimal | None:
        """Hours that are missing (W8-132); 0 where there are enough."""
        return None if self.available is None else max(self.net - self.available, Decimal(0))

    @property
    def deliverable(self) -> int | None:
        """About how many cases the hours that there are can carry."""
        if self.available is None:
            return None
        if not self.net:
            return self.in_scope
        share = min(self.available / self.net, Decimal(1))
        return int((self.in_scope * share).quantize(Decimal(1), ROUND_HALF_UP))


def plan_of(run: Run) -> Plan | None:
    """The figures of a run as far as its answers go; None until somebody has said how many cases there are."""
    counted = run.answers.get("eligible") or {}
    if counted.get("population") is None:
        return None
    population, ineligible = int(counted["population"]), int(counted.get("ineligible") or 0)
    eligible = population - ineligible
    in_scope, is_estimate = _in_scope(eligible, counted, run.answers.get("reading") or {})
    last = run.answers.get("throughput") or {}
    assumptions = run.assumptions.by_outcome if run.assumptions else ASSUMPTIONS
    return Plan(
        population=population,
        eligible=eligible,
        in_scope=in_scope,
        is_estimate=is_estimate,
        result=estimate(population, population - in_scope, assumptions),
        turnover=_hours(last, "turnover", HUNDRED),
        added=sum((_hours(last, name) for name in ADDED), Decimal(0)),
        supplied=_hours(last, "volunteers"),
        available=_hours(last, "available") if last.get("available") not in {None, ""} else None,
        a_year=_a_year(last),
    )


def _in_scope(eligible: int, counted: Mapping[str, Any], reading: Mapping[str, Any]) -> tuple[int, bool]:
    """Eligible less those taken out one by one (W8-121); or the share of a sample, applied to the list (W8-125)."""
    taken_out = counted.get("unsuitable")
    if taken_out:
        return eligible - int(taken_out), False
    read, suitable = reading.get("read"), reading.get("suitable")
    if read:
        share = Decimal(eligible) * int(suitable or 0) / int(read)
        return int(share.quantize(Decimal(1), ROUND_HALF_UP)), True
    return eligible, False


def _hours(answers: Mapping[str, Any], name: str, otherwise: Decimal = Decimal(0)) -> Decimal:
    value = answers.get(name)
    return otherwise if value in {None, ""} else Decimal(str(value))


def _a_year(last: Mapping[str, Any]) -> int | None:
    """Eligible cases that come in a year, from a sample period (W8-124)."""
    months, incoming = last.get("months"), last.get("incoming")
    if not months or incoming in {None, ""}:
        return None
    return int((Decimal(int(incoming)) * MONTHS / int(months)).quantize(Decimal(1), ROUND_HALF_UP))
