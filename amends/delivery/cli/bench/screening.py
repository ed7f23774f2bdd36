"""Screening a million referrals: seconds and memory of `amends screen`, beside the same decisions by hand."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import click
import polars as pl

from amends.foundation.policy.facts import Fact, facts_table

POLICY, ROWS = "essex-2015", 1_000_000
MIXTURES = 5000  # so many different rows, over and over in a mixed order
MEGABYTE = 1024


@dataclass(frozen=True)
class Run:
    """One program over the whole file: seconds on the clock and of the processors, and the most memory it held, in MB."""

    seconds: float
    processors: float
    memory: int


@dataclass(frozen=True)
class Screening:
    """`amends screen` and the decisions by hand. `differ` counts rows in which the two disagree."""

    rows: int
    ours: Run
    by_hand: Run
    differ: int

    @property
    def ratio(self) -> float:
        """How much longer ours takes; it also checks every cell and says which rules decided and what is missing."""
        return self.ours.seconds / self.by_hand.seconds


def screen_many(rows: int = ROWS) -> Screening:
    """Write the file, screen it both ways, compare every decision."""
    with tempfile.TemporaryDirectory() as folder:
        source, ours, by_hand = (Path(folder) / name for name in ("in.csv", "ours.csv", "by_hand.csv"))
        write_rows(source, rows)
        screen = "from amends.delivery.cli.main import amends; amends()"
        found = _run("-c", screen, "screen", str(source), "--policy", POLICY, "--out", str(ours))
        plain = _run("-m", "amends.delivery.cli.bench.by_hand", str(source), str(by_hand))
        decisions = [pl.read_csv(path, columns=["decision"])["decision"] for path in (ours, by_hand)]
        return Screening(rows, found, plain, int((decisions[0] != decisions[1]).sum()))


def write_rows(path: Path, count: int) -> None:
    """Referrals with the whole fact table, in a few thousand different mixtures; the same every time."""
    facts = [fact for fact in facts_table().values() if fact.kind != "text"]
    cells = [["", *_values(fact)] for fact in facts]
    mixtures = [
        ",".join(
            values[(row * (97 + column) // (column + 1)) % len(values)] for column, values in enumerate(cells)
        )
        for row in range(MIXTURES)
    ]
    with path.open("w") as file:
        file.write(",".join(["reference", *(fact.name for fact in facts)]) + "\n")
        file.writelines(f"R{number},{mixtures[number * 7919 % MIXTURES]}\n" for number in range(count))


def _values(fact: Fact) -> list[str]:
    if fact.kind == "truth":
        return ["true", "false"]
    if fact.kind == "number":
        last = 5 if fact.at_most is None else fact.at_most
        return [str(number) for number in range(fact.at_least, last + 1)]
    return [str(value) for value in fact.values]


def _run(*arguments: str) -> Run:
    began = perf_counter()
    with subprocess.Popen([sys.executable, *arguments]) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise click.ClickException("Screening stopped; its message is above.")
    return Run(perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // MEGABYTE)
