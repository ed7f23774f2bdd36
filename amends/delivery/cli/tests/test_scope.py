import json

import pytest
from click.testing import CliRunner

from amends.delivery.cli.main import amends


def test_scope_prints_each_row_and_the_total():
    result = CliRunner().invoke(amends, ["scope", "--population", "120", "--ineligible", "20"])
    assert result.exit_code == 0
    assert "100 in scope" in result.stdout
    hours = [line.split()[-1] for line in result.stdout.splitlines()[3:]]
    assert hours == ["90", "120", "60", "600", "300", "1170"]


def test_scope_prints_one_json_object():
    result = CliRunner().invoke(amends, ["scope", "--population", "120", "--ineligible", "20", "--json"])
    got = json.loads(result.stdout)
    assert got["in_scope"] == 100
    assert got["total_hours"] == 1170
    assert got["rows"][3] == {
        "outcome": "conference",
        "percent": 30,
        "cases": 30,
        "hours_per_case": 20,
        "hours": 600,
    }


def test_rates_and_hours_can_be_changed():
    line = "scope --population 100 --json --rate conference=25 --rate no-victim=20 --hours conference=22"
    got = json.loads(CliRunner().invoke(amends, line.split()).stdout)
    assert [row["hours"] for row in got["rows"]] == [90, 160, 60, 550, 300]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--population 100 --rate conference=25", "add up to 95, not to 100"),
        ("--population 100 --rate party=25", '"party" is not an outcome'),
        ("--population 100 --rate conference", "write it as NAME=NUMBER"),
        ("--population 100 --hours conference=many", "write it as NAME=NUMBER"),
        ("--population 100 --hours conference=-2", "0 or more"),
        ("--population 100 --hours conference=2 --hours conference=3", "given twice"),
        ("--population 10 --ineligible 20", "20 ineligible"),
        ("--population -1", "--population"),
        ("", "--population"),
    ],
)
def test_scope_refuses_figures_that_do_not_fit(options, words):
    result = CliRunner().invoke(amends, ["scope", *options.split()])
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_scope_names_its_outcomes():
    assert "no_victim" in CliRunner().invoke(amends, ["scope", "--help"]).stdout
