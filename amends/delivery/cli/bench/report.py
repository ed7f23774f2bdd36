"""The figures of a run as docs/performance.md: every table with its targets, and what misses them."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from amends.delivery.cli.bench.scratch import Filled
from amends.delivery.cli.bench.screening import POLICY, Screening

SLOWEST, MOST_QUERIES, GROWTH, POLICIES = 100, 12, 1.3, 1.25
FILLING = 600
SCREEN_SECONDS, SCREEN_MEMORY, SCREEN_RATIO = 20, 2048, 3
COLUMNS = (
    *(
        "first",
        "fastest",
        "half",
        "95 of 100",
        "growth",
        "queries",
        "SQL alone",
        "policies off",
        "ratio",
        "size",
        "memory",
    ),
    "missed",
)
Timing = Mapping[str, Any]

_WORDS = """
Times are milliseconds on the server alone, through every middleware, measured in a process of its own for each service.

- **first**: the first answer of a new process, with its templates still to be read.
- **fastest**: the best of them, which is closest to what a page takes on a machine of its own.
- **half**, **95 of 100**: within what time half, and 95 of 100, of the answers came after that.
- **growth**: half of them here, against half of them in the smallest service. The services take turns, a few answers
  each, so that a busy moment lengthens all alike.
- **queries**: statements a page sends, but for those that only hold its transaction together.
- **SQL alone**: the same statements through the driver, in one transaction; the floor below which no page can come.
- **policies off**: half of the answers as a role for which PostgreSQL's row policies do not hold; **ratio** is how much
  longer it takes with them.
- **size**: the length of the answer in kilobytes. Every page is that of the same case, person or referral of the example
  in each service; where a list is longer in a larger service, this shows it.
- **memory**: the most the process held while the page was asked for, in megabytes.

"""


def report(
    timings: Sequence[Timing],
    services: Sequence[Filled],
    screened: Screening | None,
    failed: Sequence[str] = (),
    busy: float = 0,
) -> str:
    """The whole document. `busy` is how many processes wanted a processor as the measuring began."""
    parts = (_head(services, failed, busy), _pages(timings), _filling(services), _screening(screened))
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(services: Sequence[Filled], failed: Sequence[str], busy: float) -> Iterator[str]:
    cores = os.cpu_count() or 1
    busiest = max([busy, *(service.busy for service in services)])
    yield "# How fast it is\n"
    yield (
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {platform.machine()}, {cores} processors, "
        f"Python {platform.python_version()}, {sys.platform}. As the measuring began, {busy:.1f} processes wanted a "
        "processor."
    )
    for words in failed:
        yield f"\n**Not measured.** {words}"
    if busiest > cores:
        yield (
            f"\n**The machine was busy with other work:** up to {busiest:.0f} processes wanted its {cores} processors at "
            "once, so every time here is longer than on a machine of its own. What is within its target here is so there."
        )
    yield (
        f"\nTargets: 95 of 100 answers within {SLOWEST} ms in the largest service; at most {MOST_QUERIES} queries "
        f"for whatever is looked at; no page more than {GROWTH} times as slow as in the smallest service; row policies "
        f"cost at most {POLICIES} times."
    )
    yield _WORDS


def _pages(timings: Sequence[Timing]) -> Iterator[str]:
    sizes = sorted({timing["cases"] for timing in timings})
    smallest = {timing["name"]: timing["p50"] for timing in timings if timing["cases"] == min(sizes)}
    for cases in sizes[::-1]:
        yield f"## {cases:,} cases\n"
        yield f"| {' | '.join(('', *COLUMNS))} |"
        yield f"| --- |{' ---: |' * (len(COLUMNS) - 1)} --- |"
        for timing in timings:
            if timing["cases"] == cases:
                yield _line(timing, smallest.get(timing["name"]))
        yield ""


def _line(timing: Timing, smallest: float | None) -> str:
    growth = timing["p50"] / smallest if smallest else None
    ratio = timing["p50"] / timing["open"]
    missed = [
        words
        for words, is_missed in (
            ("time", timing["p95"] > SLOWEST),
            ("growth", growth is not None and growth > GROWTH),
            ("queries", timing["queries"] > MOST_QUERIES and not timing["writes"]),
            ("policies", ratio > POLICIES),
        )
        if is_missed
    ]
    cells = [
        timing["name"],
        *(f"{timing[name]:.0f}" for name in ("first", "best", "p50", "p95")),
        _number(growth, ".2f"),
        timing["queries"],
        _number(timing["floor"], ".1f"),
        _number(timing["open"], ".1f"),
        _number(ratio, ".2f"),
        timing["size"],
        timing["memory"],
        ", ".join(missed),
    ]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def _filling(services: Sequence[Filled]) -> Iterator[str]:
    yield "## Filling\n"
    yield f"`amends demo` with its migrations. Target: under {FILLING} seconds for the largest.\n"
    for service in services:
        missed = ", missed" if service.seconds > FILLING else ""
        yield f"- {service.cases:,} cases: {service.seconds:.0f} seconds{missed}"
    yield ""


def _screening(screened: Screening | None) -> Iterator[str]:
    if screened is None:
        return
    ours, by_hand = screened.ours, screened.by_hand
    yield f"## Screening {screened.rows:,} referrals\n"
    yield (
        f"`amends screen` under {POLICY}, beside the same decisions written by hand in polars, file to file. Ours also "
        "checks every cell and names the rules and the missing facts. "
        f"Targets: under {SCREEN_SECONDS} seconds and {SCREEN_MEMORY:,} MB, at most {SCREEN_RATIO} times as long.\n"
    )
    yield "| | seconds | seconds of all processors | memory in MB |"
    yield "| --- | ---: | ---: | ---: |"
    for name, run in (("amends screen", ours), ("by hand", by_hand)):
        yield f"| {name} | {run.seconds:.1f} | {run.processors:.1f} | {run.memory:,} |"
    missed = [
        words
        for words, is_missed in (
            ("seconds", ours.seconds > SCREEN_SECONDS),
            ("memory", ours.memory > SCREEN_MEMORY),
            ("ratio", screened.ratio > SCREEN_RATIO),
        )
        if is_missed
    ]
    yield (
        f"\nRatio {screened.ratio:.2f}; {screened.differ} rows decided differently."
        f"{' Missed: ' + ', '.join(missed) + '.' if missed else ''}"
    )
