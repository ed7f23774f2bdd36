"""`amends bench`: how long the main pages, the API and screening take, written to docs/performance.md."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from importlib import import_module

import click

from amends.delivery.cli.bench.report import report
from amends.delivery.cli.bench.scratch import Filled, scratch_service
from amends.delivery.cli.bench.screening import Screening, screen_many
from amends.delivery.cli.bench.turns import in_turns
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
    failed: list[str] = []
    screened = _screened(failed) if screening else None
    with ExitStack() as stack:
        services = list(_filled(sizes, stack, failed))
        busy = os.getloadavg()[0]
        timings = list(in_turns(services, rounds))
    text = report(timings, services, screened, failed, busy)
    REPORT.write_text(text)
    click.echo(text)


def _screened(failed: list[str]) -> Screening | None:
    try:
        return screen_many()
    except click.ClickException as problem:
        failed.append(f"Screening: {problem.format_message()}")
        return None


def _filled(sizes: str, stack: ExitStack, failed: list[str]) -> Iterator[Filled]:
    """A service of each size, all of them there until the stack is done with; one that cannot be filled is named."""
    for cases in map(int, sizes.split(",")):
        try:
            service = stack.enter_context(scratch_service(cases))
        except click.ClickException as problem:
            failed.append(f"{cases:,} cases: {problem.format_message()}")
            continue
        click.echo(f"{cases:,} cases filled in {service.seconds:.0f} seconds.")
        yield service


def _time_this_one(cases: int, rounds: int) -> None:
    """A line for every turn, once the other side says that it is this one's turn (see `turns`)."""
    prepare_django()
    measuring = import_module("amends.delivery.cli.bench.measuring")  # knows models, which load only now
    steps = measuring.measure(cases, rounds)
    while sys.stdin.readline():
        try:
            timing = next(steps)
        except StopIteration:
            return
        click.echo(json.dumps(asdict(timing)) if timing else "")
