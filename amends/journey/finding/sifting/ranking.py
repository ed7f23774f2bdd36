"""Which possible cases come first: the guide's seven factors, with the service's own weights (W8 s3 para 4.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from amends.foundation.access.models import Service
from amends.foundation.policy.conditions import answer
from amends.journey.finding.fields import CONTACT_AGE, Factor, Finding, finding
from amends.journey.finding.models import Weights

USUAL, MOST = 1, 10


@dataclass(frozen=True)
class Line:
    """One factor with its weight, for a page."""

    factor: Factor
    weight: int


def met_by(policy: Finding, values: Mapping[str, Any], *, on: date) -> list[str]:
    """The factors a row is known to meet. What is not known does not count."""
    known = {name: value for name, value in values.items() if value is not None}
    checked = known.get("contact_checked_on")
    if checked and checked <= on:
        known[CONTACT_AGE.name] = (on - checked).days
    return [factor.key for factor in policy.factors if answer(factor.when, known)]


def weights_of(service: Service) -> dict[str, int]:
    """What each factor counts here: equal until the service says otherwise."""
    row = Weights.objects.filter(service=service).first()
    chosen = row.by_factor if row else {}
    return {factor.key: int(chosen.get(factor.key, USUAL)) for factor in finding().factors}


def score(met: Iterable[str], weights: Mapping[str, int]) -> int:
    """The weights of the factors met, added up."""
    return sum(weights.get(key, 0) for key in met)


def lines_of(service: Service) -> list[Line]:
    """The factors in the guide's order."""
    weights = weights_of(service)
    return [Line(factor, weights[factor.key]) for factor in finding().factors]
