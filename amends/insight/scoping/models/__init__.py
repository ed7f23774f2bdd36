"""Plans of a service: runs with the assumptions they rest on, first cohorts, and what partners expect to send."""

from amends.insight.scoping.models.assumptions import FIGURES, AssumptionSet
from amends.insight.scoping.models.cohort import Cohort, CohortCase
from amends.insight.scoping.models.expectation import Expectation
from amends.insight.scoping.models.run import Run

__all__ = ["FIGURES", "AssumptionSet", "Cohort", "CohortCase", "Expectation", "Run"]
