"""`amends trace`: which requirements the tests hold.

A test says `@pytest.mark.requirement("EX-131")` when it would fail if that requirement's check were broken. This reads
the marks from the source of the tests, without running them.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import yaml

from amends.delivery.cli.cluster import CHECKOUT

REQUIREMENTS = CHECKOUT / "docs" / "requirements"
COVERAGE = REQUIREMENTS / "coverage.md"
FORCES = ("must", "should", "may")
# requirement id -> the tests that hold it
Tests = dict[str, set[str]]


@dataclass(frozen=True)
class Requirement:
    """One line of docs/requirements/."""

    id: str
    area: str
    force: str
    need: str


def requirements(folder: Path = REQUIREMENTS) -> dict[str, Requirement]:
    entries = [
        entry
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.load(path.read_text(), yaml.CSafeLoader)
    ]
    return {
        entry["id"]: Requirement(entry["id"], entry["area"], entry["force"], entry["need"])
        for entry in entries
    }


def marks(paths: Iterable[Path], root: Path = CHECKOUT) -> Tests:
    found: Tests = defaultdict(set)
    for path in paths:
        for name, requirement in _marks_in(ast.parse(path.read_text()), path):
            found[requirement].add(f"{path.relative_to(root)}{name}")
    return found


def files_with_tests(root: Path = CHECKOUT) -> list[Path]:
    return sorted(path for shelf in ("amends", "tests") for path in (root / shelf).rglob("test_*.py"))


def _marks_in(node: ast.AST, path: Path, name: str = "") -> Iterator[tuple[str, str]]:
    """Test name and requirement of every mark beneath a node, also in parameters and in `pytestmark`."""
    for child in ast.iter_child_nodes(node):
        inner = name
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}::{child.name}"
        if isinstance(child, ast.Call) and _is_mark(child.func):
            for argument in child.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    raise click.ClickException(
                        f"{path}:{child.lineno}: requirement(...) takes ids in quotation marks."
                    )
                yield name, argument.value
        yield from _marks_in(child, path, inner)


def _is_mark(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "requirement"
        and isinstance(function.value, ast.Attribute)
        and function.value.attr == "mark"
    )


def summary(known: dict[str, Requirement], tests: Tests) -> str:
    """A table of areas: how many of each force are held by a test."""
    header = ["area", *FORCES, "all"]
    lines = [f"| {' | '.join(header)} |", "| --- |" + " ---: |" * (len(header) - 1)]
    for area in [*sorted({entry.area for entry in known.values()}), None]:
        entries = [entry for entry in known.values() if area in {entry.area, None}]
        cells = [_share([entry for entry in entries if entry.force == force], tests) for force in FORCES]
        lines.append(f"| {' | '.join([area or '**all**', *cells, _share(entries, tests)])} |")
    return "\n".join(lines) + "\n"


def _share(entries: list[Requirement], tests: Tests) -> str:
    return f"{sum(entry.id in tests for entry in entries)} of {len(entries)}" if entries else ""


def report(known: dict[str, Requirement], tests: Tests) -> str:
    lines = [
        "# Requirements held by a test",
        "",
        "Written by `make trace`; CI fails when it is out of date.",
        "",
    ]
    lines += [summary(known, tests), "## By requirement", ""]
    for area in sorted({entry.area for entry in known.values() if entry.id in tests}):
        lines += [f"### {area}", ""]
        for entry in known.values():
            if entry.area == area and entry.id in tests:
                lines.append(f"- **{entry.id}** ({entry.force}) {_first_sentence(entry.need)}")
                lines += [f"  - `{test}`" for test in sorted(tests[entry.id])]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _first_sentence(need: str) -> str:
    return need.split(". ", maxsplit=1)[0].rstrip(".") + "."


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when the report is out of date.")
@click.option("--uncovered", is_flag=True, help="List the requirements no test holds.")
@click.option("--area", help="Only this area in that list.")
def trace(*, check: bool, uncovered: bool, area: str | None) -> None:
    """Which requirements the tests hold; written to docs/requirements/coverage.md."""
    known, tests = requirements(), marks(files_with_tests())
    if unknown := sorted(set(tests) - set(known)):
        places = "\n".join(f"  {name}: {', '.join(sorted(tests[name]))}" for name in unknown)
        raise click.ClickException(f"Marks name requirements that do not exist:\n{places}")
    if uncovered:
        for entry in known.values():
            if entry.id not in tests and area in {None, entry.area}:
                click.echo(f"{entry.id}  {entry.area:<20} {entry.force:<6} {_first_sentence(entry.need)}")
    text = report(known, tests)
    if not check:
        COVERAGE.write_text(text)
    elif not COVERAGE.exists() or COVERAGE.read_text() != text:
        raise click.ClickException("docs/requirements/coverage.md is out of date: run `make trace`.")
    click.echo(summary(known, tests))
