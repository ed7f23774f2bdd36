"""`amends bench`: how long the main pages, the API and screening take, written to docs/performance.md."""

import json
from dataclasses import asdict
from importlib import import_module

import click

from amends.delivery.cli.bench.report import report
from amends.delivery.cli.bench.scratch import run, scratch_service
from amends.delivery.cli.bench.screening import Screening, screen_many
from amends.delivery.cli.cluster import CHECKOUT
from amends.delivery.cli.postgres import prepare_django

REPORT = CHECKOUT / "docs" / "performance.md"


@click.command()
@click.option(
    "--sizes", default="1000,10000,100000", show_default=True, help="Cases of each service, smallest first."
)
@click.option("--rounds", default=40, show_default=True, type=click.IntRange(2, 1000))
@click.option(
    "--screening/--no-screening", default=True, show_default=True, help="Also screen a million rows."
)
@click.option("--filled", type=int, hidden=True, help="Time the service of so many cases in DATABASE_URL.")
def bench(sizes: str, rounds: int, filled: int | None, *, screening: bool) -> None:
    """Time the main pages in services of these sizes, and write docs/performance.md."""
    if filled is not None:
        _time_this_one(filled, rounds)
        return
    screened: Screening | None = screen_many() if screening else None
    services, timings = [], []
    for cases in map(int, sizes.split(",")):
        with scratch_service(cases) as service:
            click.echo(f"{cases:,} cases filled in {service.seconds:.0f} seconds.")
            services.append(service)
            told = run(service.environment, "bench", "--filled", str(cases), "--rounds", str(rounds))
            timings += [json.loads(line) for line in told.splitlines()]
    text = report(timings, services, screened)
    REPORT.write_text(text)
    click.echo(text)


def _time_this_one(cases: int, rounds: int) -> None:
    prepare_django()
    measuring = import_module("amends.delivery.cli.bench.measuring")  # knows models, which load only now
    for timing in measuring.measure(cases, rounds):
        click.echo(json.dumps(asdict(timing)))
