"""`amends demo`: fills an empty database with an example service, so that there is something to try."""

from collections.abc import Iterable
from contextlib import ExitStack
from time import monotonic

import click

from amends.delivery.cli.bulk.multiply import multiply
from amends.delivery.cli.bulk.plan import TooFewError, cases_in, plan_for
from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import Scenario, read_scenarios
from amends.delivery.cli.migrate import as_owner, run_migrations
from amends.delivery.cli.postgres import prepare_django
from amends.delivery.public.example_accounts import PASSWORD
from amends.foundation.access.models import Service

USUAL, MOST = 200, 1_000_000


def fill_if_empty(cases: int = USUAL, seed: int = 1) -> list[str]:
    """Called when the service starts for the first time; gives back lines for whoever started it."""
    if Service.objects.exists():
        return []
    click.echo("Making an example service to try things out (about a minute, once).")
    made = fill(cases, seed)
    return [
        f"An example service with {made} cases is in it. Nobody in it is real.",
        f"Sign in as coordinator@example.org, manager@example.org or facilitator@example.org: {PASSWORD}",
    ]


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


@click.command()
@click.option("--cases", default=USUAL, show_default=True, type=click.IntRange(1, MOST))
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 9999), help="The same gives the same."
)
def demo(cases: int, seed: int) -> None:
    """Fill an empty database with an example service of so many cases."""
    began = monotonic()
    with ExitStack() as stack:
        if own_server := prepare_django():
            stack.callback(own_server.stop)
        run_migrations()
        if Service.objects.exists():
            raise click.UsageError(
                "There is a service in this database already. The example needs an empty one."
            )
        try:
            made = fill(cases, seed)
        except TooFewError as problem:
            raise click.UsageError(str(problem)) from problem
    click.echo(
        f"{made} cases in {monotonic() - began:.0f} seconds. The password of every account: {PASSWORD}"
    )
