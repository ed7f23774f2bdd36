"""Timing one look many times, and beside it the same statements through the driver alone, with row policies or not."""

import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import click
from django.db import connection
from django.urls import get_resolver
from psycopg import Error

from amends.delivery.cli.bench.addresses import Look, looks
from amends.delivery.cli.cluster import SUPERUSER

WARM, REPLAYS = 2, 11
MEGABYTE = 1024  # as the kernel counts memory: in kilobytes
# Statements that only hold the transaction together.
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")
Statement = tuple[str, Any]


@dataclass(frozen=True)
class Timing:
    """One look in one service. Times are in milliseconds, memory is the most the process held, in megabytes.

    `first` is the first answer of a new process, `best` the fastest. `floor` is the same SQL through the driver, `open`
    the same as a role that passes the row policies by; both None where what was sent cannot be sent again.
    """

    name: str
    cases: int
    first: float
    best: float
    p50: float
    p95: float
    queries: int
    memory: int
    floor: float | None = None
    open: float | None = None


def measure(cases: int, rounds: int) -> Iterator[Timing]:
    """Every look in the service of the configured database; one that does not answer is left out and said so."""
    get_resolver().url_patterns  # noqa: B018  # the web server has read all code before the first visitor, too
    for look in looks():
        began = perf_counter()
        answer = look.ask()
        first = (perf_counter() - began) * 1000
        if answer.status_code not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            click.echo(f"{look.name}: answers {answer.status_code}, left out.", err=True)
            continue
        statements = _statements(look)
        with _peak() as peak:
            times = _times(look.ask, rounds, WARM)
        floor, opened = (None, None) if look.writes else _replayed(statements)
        yield Timing(
            look.name,
            cases,
            first=first,
            best=min(times),
            p50=median(times),
            p95=quantiles(times, n=20)[18],
            queries=len(statements),
            memory=peak[0] // MEGABYTE,
            floor=floor,
            open=opened,
        )


def _statements(look: Look) -> list[Statement]:
    """What the look asks of the database, but for what holds its transaction together."""
    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
        if not sql.startswith(CONTROL):
            found.append((sql, params))
        return execute(sql, params, *more)

    with connection.execute_wrapper(note):
        look.ask()
    return found


def _times(do: Callable[[], object], rounds: int, warm: int) -> list[float]:
    """How long each of so many rounds took, after a few that are not counted."""
    found = []
    for _ in range(warm + rounds):
        began = perf_counter()
        do()
        found.append((perf_counter() - began) * 1000)
    return found[warm:]


def _replayed(statements: Sequence[Statement]) -> tuple[float | None, float | None]:
    """The statements alone: as the application's role, and as one for which there are no row policies. In turns."""
    parameters = connection.get_connection_params()
    with_policies, without = [], []
    with (
        closing(connection.get_new_connection(parameters)) as ours,
        closing(connection.get_new_connection({**parameters, "user": SUPERUSER})) as other,
    ):
        try:
            for _ in range(REPLAYS):
                with_policies += _times(lambda: _send(ours, statements), 1, 0)
                without += _times(lambda: _send(other, statements), 1, 0)
        except Error as problem:
            click.echo(f"Cannot be sent again: {problem}", err=True)
            return None, None
    return median(with_policies), median(without)


def _send(driver: Any, statements: Sequence[Statement]) -> None:
    """All of them in one transaction, which is undone; every row is fetched."""
    try:
        with driver.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
    finally:
        driver.rollback()


@contextmanager
def _peak() -> Iterator[list[int]]:
    """The most memory this process held during the block, in kilobytes."""
    found = [0]
    mark, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if mark.exists():
        mark.write_text("5")
    yield found
    lines = status.read_text().splitlines() if status.exists() else []
    peak = next((line.split()[1] for line in lines if line.startswith("VmHWM")), None)
    found[0] = int(peak) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
