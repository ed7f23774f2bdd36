"""Example services of growing size, each in a database of its own on a server of its own, filled by `amends demo`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

import click

from amends.delivery.cli.cluster import APP, DATABASE, OWNER, SUPERUSER
from amends.delivery.cli.postgres import ensure_running

CLUSTER = "bench"
PROGRAM = "from amends.delivery.cli.main import amends; amends()"


@dataclass(frozen=True)
class Filled:
    """A service and how long it took to fill. `busy` is how many processes wanted a processor meanwhile, on average.

    `measuring` is the environment of who times it: as a role that can act as the application's, with its row policies,
    and as one for which there are none.
    """

    cases: int
    seconds: float
    measuring: dict[str, str]
    busy: float


@contextmanager
def scratch_service(cases: int) -> Iterator[Filled]:
    """A service of this size, thrown away afterwards."""
    address = ensure_running(CLUSTER, throwaway=True)
    name = f"{DATABASE}_{cases}"
    environment = {
        **os.environ,
        "DATABASE_URL": address.url(APP, name),
        "OWNER_DATABASE_URL": address.url(OWNER, name),
    }
    with address.connect(OWNER, "postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
    began = perf_counter()
    run(environment, "demo", "--cases", str(cases))
    seconds = perf_counter() - began
    with address.connect(OWNER, name) as database:
        database.execute("VACUUM ANALYZE")  # as a server in use does by itself
    measuring = {**environment, "DATABASE_URL": address.url(SUPERUSER, name)}
    try:
        yield Filled(cases, seconds, measuring, os.getloadavg()[2 if seconds > 600 else 1])  # noqa: PLR2004  # ten minutes
    finally:
        with address.connect(OWNER, "postgres") as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(environment: dict[str, str], *arguments: str) -> None:
    """A command of ours in a process of its own, so that nothing it leaves in memory counts for the next."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        raise click.ClickException(f"`amends {arguments[0]}` stopped; its message is above.")
