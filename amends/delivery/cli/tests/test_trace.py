import ast
import re
from collections import defaultdict
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from amends.delivery.cli import trace as tracing
from amends.delivery.cli.cluster import CHECKOUT
from amends.delivery.cli.trace import Requirement, marks, report, requirements, summary, trace

SOURCE = """
import pytest
pytestmark = pytest.mark.requirement("AA-001")

@pytest.mark.requirement("AA-002", "AA-003")
def test_one(): ...

class TestMany:
    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.requirement("BB-001"))])
    def test_two(self, x): ...
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "test_example.py"
    path.write_text(SOURCE)
    return path


def test_marks_are_found_on_files_functions_and_parameters(file, tmp_path):
    assert marks([file], tmp_path) == {
        "AA-001": {"test_example.py"},
        "AA-002": {"test_example.py::test_one"},
        "AA-003": {"test_example.py::test_one"},
        "BB-001": {"test_example.py::TestMany::test_two"},
    }


def test_a_mark_must_name_its_requirement_outright(tmp_path):
    path = tmp_path / "test_clever.py"
    path.write_text("import pytest\n@pytest.mark.requirement(f'AA-{1}')\ndef test_x(): ...\n")
    with pytest.raises(click.ClickException, match="quotation marks"):
        marks([path], tmp_path)


def test_all_requirements_are_there_with_an_area_and_a_force():
    known = requirements()
    assert len(known) == 783
    assert {entry.force for entry in known.values()} == set(tracing.FORCES)
    assert all(entry.area and entry.need for entry in known.values())


def test_the_report_counts_by_area_and_names_the_tests():
    known = {
        "AA-001": Requirement("AA-001", "risk", "must", "Scores it. Then more."),
        "AA-002": Requirement("AA-002", "risk", "should", "Shows it."),
        "BB-001": Requirement("BB-001", "consent", "must", "Asks."),
    }
    tests = {"AA-001": {"tests/test_x.py::test_y"}}
    assert "| risk | 1 of 1 | 0 of 1 |  | 1 of 2 |" in summary(known, tests)
    assert "| **all** | 1 of 2 | 0 of 1 |  | 1 of 3 |" in summary(known, tests)
    assert "- **AA-001** (must) Scores it.\n  - `tests/test_x.py::test_y`" in report(known, tests)


def test_an_unknown_requirement_stops_the_trace(monkeypatch, file, tmp_path):
    monkeypatch.setattr(tracing, "files_with_tests", lambda: [file])
    monkeypatch.setattr(tracing, "marks", lambda paths: marks(paths, tmp_path))
    result = CliRunner().invoke(trace, ["--check"])
    assert result.exit_code == 1
    assert "AA-001: test_example.py" in result.output


def test_check_fails_when_the_report_is_out_of_date(monkeypatch, tmp_path):
    monkeypatch.setattr(tracing, "files_with_tests", lambda: [Path(__file__)])
    monkeypatch.setattr(tracing, "COVERAGE", tmp_path / "coverage.md")
    run = CliRunner().invoke
    assert "out of date" in run(trace, ["--check"]).output
    assert run(trace, []).exit_code == 0
    assert run(trace, ["--check"]).exit_code == 0


def test_the_table_of_what_is_held_is_up_to_date(request):
    """A run of every test has collected what `amends trace` reads from their source; a run of some cannot know it."""
    config = request.config
    chosen = (config.option.keyword, config.option.markexpr, config.option.deselect, config.option.lf)
    if config.args != config.getini("testpaths") or any(chosen):
        pytest.skip("only a run of every test can tell")
    held = defaultdict(set)
    for item in request.session.items:
        for mark in item.iter_markers("requirement"):
            for requirement in mark.args:
                held[requirement].add(re.split(r"[\[@]", item.nodeid)[0])  # without parameters and groups
    assert report(requirements(), held) == tracing.COVERAGE.read_text(), "Run `make trace`."


def test_test_files_are_python_and_lie_in_tests_folders():
    files = tracing.files_with_tests()
    assert files
    assert all(ast.parse(path.read_text()) for path in files if path.stat().st_size)
    assert all("tests" in path.relative_to(CHECKOUT).parts for path in files if path != Path(__file__))
