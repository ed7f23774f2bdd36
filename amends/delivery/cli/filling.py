"""Fills an empty database with an example service: told through the actions of the pages, then multiplied.

It knows models, so it is imported only after Django is ready.
"""

from collections.abc import Iterable

import click

from amends.delivery.cli.bulk.multiply import multiply
from amends.delivery.cli.bulk.plan import TooFewError, cases_in, plan_for
from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import Scenario, read_scenarios
from amends.delivery.cli.migrate import as_owner
from amends.delivery.public.example_accounts import PASSWORD
from amends.foundation.access.models import Service

USUAL = 200
__all__ = ["PASSWORD", "TooFewError", "fill", "fill_if_empty", "is_empty", "scenarios_for"]


def fill_if_empty(cases: int = USUAL, seed: int = 1) -> list[str]:
    """Called when the service starts for the first time; gives back lines for whoever started it."""
    if not is_empty():
        return []
    click.echo("Making an example service to try things out (about a minute, once).")
    made = fill(cases, seed)
    return [
        f"An example service with {made} cases is in it. Nobody in it is real.",
        f"Sign in as coordinator@example.org, manager@example.org or facilitator@example.org: {PASSWORD}",
    ]


def is_empty() -> bool:
    """Whether there is no service in the database yet."""
    return not Service.objects.exists()


def fill(cases: int, seed: int) -> int:
    """Tell the example and multiply it. Returns how many cases there are."""
    book = build(scenarios_for(cases))
    told = sum(cases_in(section) for section in book.sections)
    if cases > told:
        with as_owner():
            multiply(book, plan_for(book, cases), seed=seed)
    return max(cases, told)


def scenarios_for(cases: int) -> Iterable[Scenario]:
    """All of them, or for a very small service the first ones that together have so many cases."""
    found, left = [], cases
    for scenario in read_scenarios():
        if left or not scenario.opens_a_case:
            found.append(scenario)
            left -= scenario.opens_a_case
    return found
