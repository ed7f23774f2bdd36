"""Measures services of several sizes side by side: one process for each, and only one of them at work at a time.

They take turns at every page, so that a moment in which the machine is busy with something else lengthens all alike.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from amends.delivery.cli.bench.scratch import PROGRAM, Filled


def in_turns(services: Sequence[Filled], rounds: int) -> Iterator[dict[str, Any]]:
    """Every timing of every service, as soon as it is there. A process that stops is named, and the others go on."""
    working = {service.cases: _start(service, rounds) for service in services}
    while working:
        for cases, process in list(working.items()):
            line = _turn(process)
            if line:
                yield from [json.loads(line)] if line.strip() else []
            elif working.pop(cases).wait():
                click.echo(f"{cases:,} cases: the measuring stopped; its message is above.", err=True)


def _start(service: Filled, rounds: int) -> "subprocess.Popen[str]":
    measure = [
        sys.executable,
        "-c",
        PROGRAM,
        "bench",
        "--filled",
        str(service.cases),
        "--rounds",
        str(rounds),
    ]
    pipe = subprocess.PIPE
    return subprocess.Popen(measure, env=service.measuring, stdin=pipe, stdout=pipe, text=True)


def _turn(process: "subprocess.Popen[str]") -> str:
    """Let the process take one step: its line, of which only the end is there until a page is done; "" at its end."""
    assert process.stdin  # noqa: S101  (both are pipes)
    assert process.stdout  # noqa: S101  (we asked for a pipe)
    try:
        process.stdin.write("\n")
        process.stdin.flush()
    except BrokenPipeError:
        return ""
    return process.stdout.readline()
