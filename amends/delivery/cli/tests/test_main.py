import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from amends.delivery.cli.main import COMMANDS, amends


def test_help_lists_every_command_without_loading_any():
    result = CliRunner().invoke(amends, ["--help"])
    assert result.exit_code == 0
    for name in ("screen", "due", "working-days", "returns", "scope", "serve", "migrate", "database"):
        assert f"  {name}  " in result.stdout


def test_every_command_that_is_listed_can_be_called():
    context = click.Context(amends)
    for name in amends.list_commands(context):
        assert isinstance(amends.get_command(context, name), click.Command)


def test_every_command_can_be_called_before_django_is_ready():
    program = (
        "import os, click; os.environ.pop('DJANGO_SETTINGS_MODULE', None)\n"
        "from amends.delivery.cli.main import amends\n"
        "context = click.Context(amends)\n"
        "print(all(amends.get_command(context, name) for name in amends.list_commands(context)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


def test_a_command_that_is_not_installed_does_not_exist(monkeypatch):
    monkeypatch.setitem(COMMANDS, "tea", ("kettle:tea", "Make tea."))
    assert "Make tea" not in CliRunner().invoke(amends, ["--help"]).stdout
    assert "No such command 'tea'" in CliRunner().invoke(amends, ["tea"]).stderr


def test_no_command_shows_the_help_and_is_bad_input():
    result = CliRunner().invoke(amends, [])
    assert result.exit_code == 2
    assert "Commands" in result.stderr


@pytest.mark.parametrize(
    "line", [["nope"], ["due"], ["due", "2026-03-03"], ["returns", "soon"], ["scope", "--what"]]
)
def test_bad_input_is_one_line_on_standard_error(line):
    result = CliRunner().invoke(amends, line)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "line", [["due", "2026-03-03", "--clock", "feedback"], ["working-days", "2026-03-03", "2"]]
)
def test_questions_about_days_load_neither_django_nor_polars(line):
    program = (
        "import sys; from amends.delivery.cli.main import amends\n"
        f"try: amends({line!r})\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(sorted({'django', 'polars'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
