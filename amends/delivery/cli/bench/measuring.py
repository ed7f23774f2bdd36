"""Timing one look many times, with row policies and without, and the same statements through the driver alone."""

import gc
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
from amends.delivery.cli.cluster import APP, SUPERUSER

WARM, REPLAYS, A_TURN = 3, 11, 4
MEGABYTE = 1024  # as the kernel counts memory: in kilobytes
# Statements that only hold the transaction together.
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")
Statement = tuple[str, Any]


@dataclass(frozen=True)
class Timing:
    """One look in one service. Times are in milliseconds, memory is the most the process held, in megabytes.

    `first` is the first answer of a new process, `best` the fastest, `size` its length in kilobytes. `open` is half of
    the answers as a role that passes the row policies by. `floor` is the same SQL through the driver; None where what
    was sent cannot be sent again.
    """

    name: str
    cases: int
    first: float
    best: float
    p50: float
    p95: float
    queries: int
    memory: int
    size: int
    open: float
    floor: float | None = None
    writes: bool = False


def measure(cases: int, rounds: int) -> Iterator[Timing | None]:
    """Every look in the service of the configured database; one that does not answer is left out and said so.

    Between a few answers and the next it gives None: then others have their turn.
    """
    get_resolver().url_patterns  # noqa: B018  # the web server has read all code before the first visitor, too
    gc.collect()
    gc.freeze()  # as `config.wsgi` does: or one answer in a dozen would wait for all of that code to be looked through
    with _policies(held=True):
        found = looks()
    for look in found:
        try:
            yield from _measured(look, cases, rounds)
        except Exception as problem:  # noqa: BLE001  # the other pages are still worth measuring
            click.echo(f"{look.name}: {type(problem).__name__} {problem}, left out.", err=True)


def _measured(look: Look, cases: int, rounds: int) -> Iterator[Timing | None]:
    with _policies(held=True):
        began = perf_counter()
        answer = answered(look)
        first = (perf_counter() - began) * 1000
        statements = _statements(look)
        _times(lambda: answered(look), WARM, 0)
    times: list[float] = []
    opened: list[float] = []
    with _peak() as peak:
        while len(times) < rounds:
            yield None
            with _policies(held=True):
                times += _times(lambda: answered(look), A_TURN, 1)
            with _policies(held=False):
                opened += _times(lambda: answered(look), A_TURN, 1)
    yield Timing(
        look.name,
        cases,
        first=first,
        best=min(times),
        p50=median(times),
        p95=quantiles(times, n=20)[18],
        queries=len(statements),
        memory=peak[0] // MEGABYTE,
        size=len(answer.content) // 1024,
        open=median(opened),
        floor=None if look.writes else _replayed(statements),
        writes=look.writes,
    )


@contextmanager
def _policies(*, held: bool) -> Iterator[None]:
    """Act as the application's role, or as one for which there are no row policies; the connection itself is the same."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP if held else SUPERUSER}")
    yield


def answered(look: Look) -> Any:
    """What it answers. A refusal is quick and says nothing of the page, so it is no answer: LookupError."""
    answer = look.ask()
    if answer.status_code not in {HTTPStatus.OK, HTTPStatus.CREATED}:
        raise LookupError(answer.status_code)
    return answer


def _statements(look: Look) -> list[Statement]:
    """What the look asks of the database, but for what holds its transaction together."""
    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
        if not sql.startswith(CONTROL):
            found.append((sql, params))
        return execute(sql, params, *more)

    with connection.execute_wrapper(note):
        answered(look)
    return found


def _times(do: Callable[[], object], rounds: int, warm: int) -> list[float]:
    """How long each of so many rounds took, after a few that are not counted."""
    found = []
    for _ in range(warm + rounds):
        began = perf_counter()
        do()
        found.append((perf_counter() - began) * 1000)
    return found[warm:]


def _replayed(statements: Sequence[Statement]) -> float | None:
    """Half of the times that the statements alone take, as the application's role."""
    parameters = {**connection.get_connection_params(), "user": APP}
    with closing(connection.get_new_connection(parameters)) as driver:
        try:
            return median(_times(lambda: _send(driver, statements), REPLAYS, 1))
        except Error as problem:
            click.echo(f"Cannot be sent again: {problem}", err=True)
            return None


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
