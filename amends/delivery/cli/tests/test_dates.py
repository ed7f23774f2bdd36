import pytest
from click.testing import CliRunner

from amends.delivery.cli.main import amends


def run(*line: str) -> str:
    result = CliRunner().invoke(amends, line)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def refused(*line: str) -> str:
    result = CliRunner().invoke(amends, line)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_due_prints_one_date():
    assert run("due", "2024-03-18", "--clock", "referral-made") == "2024-04-10\n"


def test_due_prints_date_and_time_for_a_clock_in_hours():
    assert run("due", "2026-03-28T15:30", "--clock", "contact-logged") == "2026-03-29T16:30\n"


@pytest.mark.parametrize(
    ("start", "clock", "words"),
    [
        ("18/03/2024", "referral-made", "not a date written as"),
        ("2026-02-30", "referral-made", "not a day in the calendar"),
        ("2026-03-03", "contact-logged", "not a date and time written as"),
        ("2026-03-29T01:30", "contact-logged", "does not exist"),
        ("2026-03-03T15:30", "feedback", "not a date written as"),
        ("2026-03-03", "agreement-point-due", "people agree"),
        ("2026-03-03", "tea", "no clock called tea"),
        ("9999-12-30", "feedback", "outside the calendar"),
        ("1066-10-14", "referral-made", "known from 1978"),
    ],
)
def test_due_refuses_what_it_cannot_answer(start, clock, words):
    assert words in refused("due", start, "--clock", clock)


def test_due_lists_its_clocks():
    help_text = run("due", "--help")
    assert "victim-information-shared" in help_text
    assert "15 working days from: sentence" in help_text


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [("2026-03-30", "5", "2026-04-08"), ("2024-12-18", "5", "2024-12-27"), ("2026-03-03", "0", "2026-03-03")],
)
def test_working_days_prints_one_date(start, count, expected):
    assert run("working-days", start, count) == f"{expected}\n"


def test_days_that_rest_on_worked_out_bank_holidays_are_marked():
    result = CliRunner().invoke(amends, ["working-days", "2035-03-22", "2"])
    assert result.stdout == "2035-03-28\n"
    assert "worked out" in result.stderr


@pytest.mark.parametrize("count", ["two", "1.5", "--", "-1"])
def test_working_days_refuses_what_is_no_count(count):
    refused("working-days", "2026-03-30", count)


def test_returns_prints_four_dates():
    assert run("returns", "2026").split() == ["2026-02-27", "2026-06-01", "2026-09-01", "2026-12-01"]


def test_returns_refuses_what_is_no_year():
    refused("returns", "0")
