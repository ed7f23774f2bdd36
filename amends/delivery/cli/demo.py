"""`amends demo`: fills an empty database with an example service, so that there is something to try."""

from contextlib import ExitStack
from importlib import import_module
from time import monotonic

import click

from amends.delivery.cli.migrate import run_migrations
from amends.delivery.cli.postgres import prepare_django

USUAL, MOST = 200, 1_000_000


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
        filling = import_module("amends.delivery.cli.filling")  # knows models, which load only now
        if not filling.is_empty():
            raise click.UsageError(
                "There is a service in this database already. The example needs an empty one."
            )
        try:
            made = filling.fill(cases, seed)
        except filling.TooFewError as problem:
            raise click.UsageError(str(problem)) from problem
    password = filling.PASSWORD
    click.echo(
        f"{made} cases in {monotonic() - began:.0f} seconds. The password of every account: {password}"
    )
