"""`amends bench`: how long the main pages take in services of growing size, written to docs/performance.md."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import Any

import click
from django.db import connection
from django.test import Client
from django.utils import timezone

from amends.delivery.cli.cluster import APP, CHECKOUT, DATABASE, OWNER
from amends.delivery.cli.demo import fill
from amends.delivery.cli.migrate import run_migrations
from amends.delivery.cli.postgres import ensure_running, prepare_django
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case, Participant
from amends.journey.referral.models import Referral

REPORT = CHECKOUT / "docs" / "performance.md"
CLUSTER = "bench"
SLOWEST, MOST_QUERIES, GROWTH = 100, 12, 1.3
FOUND, WARM = 200, 2


@dataclass(frozen=True)
class Timing:
    """One page in one service, in milliseconds."""

    page: str
    cases: int
    p50: float
    p95: float
    queries: int
    floor: float


def pages() -> list[tuple[str, str, str]]:
    """What is measured: its name, who looks, and the address. The example's own rows give the addresses."""
    with acting_as(User.objects.get(email="coordinator@example.org")):
        case = Case.objects.order_by("pk").last()
        person = Participant.objects.order_by("pk").last()
        waiting = Referral.objects.filter(status="submitted").order_by("pk").last()
    return [
        ("worklist, coordinator", "coordinator", "/today/"),
        ("worklist, facilitator", "facilitator", "/today/"),
        ("case list", "coordinator", "/cases/"),
        ("case", "coordinator", f"/cases/{case}/"),
        ("person", "coordinator", f"/people/{person.pk if person else 0}/"),
        ("search by name", "coordinator", "/search/?q=Hawthorne"),
        ("intake queue", "coordinator", "/intake/"),
        ("intake", "coordinator", f"/intake/{waiting}/"),
        ("allocation", "coordinator", f"/cases/{case}/allocation/"),
        ("figures", "manager", "/figures/"),
        ("referrer's list", "police", "/referrals/"),
    ]


def measure(cases: int, rounds: int) -> Iterator[Timing]:
    """Every page in this service; a page that does not answer is left out and said so."""
    for page, who, address in pages():
        client = Client()
        client.force_login(User.objects.get(email=f"{who}@example.org"))
        answer = client.get(address)
        if answer.status_code != FOUND:
            click.echo(f"{page}: {address} answers {answer.status_code}, left out.")
            continue
        spent: list[float] = []
        with connection.execute_wrapper(_stopwatch(spent)):
            client.get(address)
        times = _times(lambda client=client, address=address: client.get(address), rounds)  # type: ignore[misc]
        cuts = quantiles(times, n=20)
        yield Timing(page, cases, cuts[9], cuts[18], len(spent), sum(spent))


def _stopwatch(spent: list[float]) -> Callable[..., Any]:
    """Notes how long each statement took, in milliseconds."""

    def run(execute: Callable[..., Any], *arguments: Any) -> Any:
        began = perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append((perf_counter() - began) * 1000)

    return run


def _times(look: Callable[[], object], rounds: int) -> list[float]:
    for _ in range(WARM):
        look()
    found = []
    for _ in range(rounds):
        began = perf_counter()
        look()
        found.append((perf_counter() - began) * 1000)
    return found


@contextmanager
def scratch_service(cases: int) -> Iterator[float]:
    """A service of this size in a server of its own; gives how many seconds it took to fill."""
    address = ensure_running(CLUSTER, throwaway=True)
    name = f"{DATABASE}_{cases}"
    with address.connect(OWNER, "postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"], os.environ["OWNER_DATABASE_URL"] = (
        address.url(APP, name),
        address.url(OWNER, name),
    )
    prepare_django()
    connection.close()
    connection.settings_dict["NAME"] = name
    run_migrations()
    began = perf_counter()
    fill(cases, seed=1)
    yield perf_counter() - began
    connection.close()
    with address.connect(OWNER, "postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def report(timings: list[Timing], filled: dict[int, float]) -> str:
    """The table, the targets, and which are missed."""
    smallest = {t.page: t for t in timings if t.cases == min(filled)}
    lines = [
        "# How fast it is",
        "",
        (
            f"Written by `make bench` on {timezone.localdate()}: {platform.machine()}, {os.cpu_count()} processors, "
            f"Python {platform.python_version()}, {sys.platform}. Times are of the server alone, in milliseconds, with "
            "every middleware; “queries alone” is what the database needed for the same page."
        ),
        "",
        (
            f"Targets: 95 of 100 answers within {SLOWEST} ms in the largest service; at most {MOST_QUERIES} queries; no "
            f"page more than {GROWTH} times as slow as in the smallest service."
        ),
        "",
        "| page | cases | half within | 95 of 100 within | queries | queries alone | missed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for t in timings:
        missed = [words for words, is_missed in _targets(t, smallest[t.page]) if is_missed]
        lines.append(
            f"| {t.page} | {t.cases:,} | {t.p50:.0f} | {t.p95:.0f} | {t.queries} | {t.floor:.0f} | {', '.join(missed)} |"
        )
    lines += ["", "Filling took:", ""]
    lines += [f"- {cases:,} cases: {seconds:.0f} seconds" for cases, seconds in sorted(filled.items())]
    return "\n".join(lines) + "\n"


def _targets(timing: Timing, smallest: Timing) -> list[tuple[str, bool]]:
    return [
        ("time", timing.p95 > SLOWEST),
        ("queries", timing.queries > MOST_QUERIES),
        ("growth", timing.p50 > GROWTH * smallest.p50),
    ]


@click.command()
@click.option(
    "--sizes", default="1000,10000,100000", show_default=True, help="Cases of each service, smallest first."
)
@click.option("--rounds", default=20, show_default=True, type=click.IntRange(2, 1000))
def bench(sizes: str, rounds: int) -> None:
    """Time the main pages in services of these sizes, and write docs/performance.md."""
    timings: list[Timing] = []
    filled: dict[int, float] = {}
    for cases in map(int, sizes.split(",")):
        with scratch_service(cases) as seconds:
            filled[cases] = seconds
            timings += measure(cases, rounds)
    text = report(timings, filled)
    REPORT.write_text(text)
    click.echo(text)
