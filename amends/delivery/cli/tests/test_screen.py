import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends.delivery.cli.main import amends
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.tests.arbitrary import values_of

MILLION = 1_000_000
SECONDS_OF_TWO_CORES = 40
GIBIBYTE = 1024**3


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("reference,responsible_under_18\nA,true\n")
    return path


def test_screen_writes_to_standard_output(table):
    result = CliRunner().invoke(amends, ["screen", str(table), "--policy", "essex-2015"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == "A,true,refer_on,youth-justice,"


def test_screen_writes_a_file(table):
    out = table.parent / "out.csv"
    result = CliRunner().invoke(amends, ["screen", str(table), "--policy", "essex-2015", "--out", str(out)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text().splitlines()[1] == "A,true,refer_on,youth-justice,"


def test_screen_can_write_over_the_file_it_read(table):
    CliRunner().invoke(amends, ["screen", str(table), "--policy", "essex-2015", "--out", str(table)])
    assert table.read_text().splitlines()[1] == "A,true,refer_on,youth-justice,"


def test_nothing_is_written_when_a_row_is_wrong(table):
    out = table.parent / "out.csv"
    out.write_text("yesterday")
    table.write_text("tier\n1\n9\n")
    for to in ([], ["--out", str(out)]):
        result = CliRunner().invoke(amends, ["screen", str(table), "--policy", "noms-2013", *to])
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{table}, row 3 (case 2), column tier" in result.stderr
        assert result.stderr.count("\n") == 1
    assert out.read_text() == "yesterday"


def test_a_column_that_was_probably_meant_as_a_fact_is_pointed_out(table):
    table.write_text("Tier\n9\n")
    result = CliRunner().invoke(amends, ["screen", str(table), "--policy", "noms-2013"])
    assert result.exit_code == 0
    assert "Did you mean tier?" in result.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--policy": "kent"}, "no policy profile called kent"),
        ({"IN": "missing.csv"}, "missing.csv"),
        ({"IN": "."}, "is a directory"),
        ({"--out": "no/such/folder/out.csv"}, "the folder does not exist"),
    ],
)
def test_screen_refuses_what_it_cannot_use(table, changes, words):
    options = {"IN": str(table), "--policy": "essex-2015", "--out": str(table.parent / "out.csv"), **changes}
    line = ["screen", options.pop("IN"), *(word for pair in options.items() for word in pair)]
    result = CliRunner().invoke(amends, line)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_whoever_reads_only_the_beginning_gets_no_traceback(table):
    table.write_text("reference\n" + "A\n" * 200_000)
    program = "from amends.delivery.cli.main import amends; amends()"
    line = [sys.executable, "-c", program, "screen", str(table), "--policy", "essex-2015"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()


def write_rows(path: Path, count: int) -> None:
    """Referrals with the whole fact table, in a few thousand different mixtures."""
    facts = [fact for fact in facts_table().values() if fact.kind != "text"]
    choices = [["", *(str(value).lower() for value in values_of(fact))] for fact in facts]
    rows = [
        ",".join(
            values[(row * (97 + column) // (column + 1)) % len(values)]
            for column, values in enumerate(choices)
        )
        for row in range(5000)
    ]
    with path.open("w") as file:
        file.write(",".join(["reference", *(fact.name for fact in facts)]) + "\n")
        file.writelines(f"R{number},{rows[number * 7919 % len(rows)]}\n" for number in range(count))


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["noms-2013"])
def test_a_million_rows_take_seconds_and_little_memory(tmp_path, policy):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    write_rows(source, MILLION)
    program = "from amends.delivery.cli.main import amends; amends()"
    line = [sys.executable, "-c", program, "screen", str(source), "--policy", policy, "--out", str(out)]
    with subprocess.Popen(line) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    assert (
        used.ru_utime + used.ru_stime < SECONDS_OF_TWO_CORES
    )  # 20 seconds on two cores, however busy they are
    assert used.ru_maxrss * 1024 < 2 * GIBIBYTE
    with out.open("rb") as file:
        assert (
            sum(block.count(b"\n") for block in iter(lambda: file.read(GIBIBYTE // 64), b"")) == MILLION + 1
        )
