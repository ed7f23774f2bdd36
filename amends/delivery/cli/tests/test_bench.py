"""What `make bench` writes: the same decisions by hand as by rule, and a report that names every target it misses."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from django.http import HttpResponse

from amends.delivery.cli.bench.addresses import Look
from amends.delivery.cli.bench.by_hand import screen_by_hand
from amends.delivery.cli.bench.measuring import answered
from amends.delivery.cli.bench.report import report
from amends.delivery.cli.bench.scratch import Filled
from amends.delivery.cli.bench.screening import POLICY, Run, Screening, write_rows
from amends.delivery.cli.main import amends

GOOD = {"name": "case", "first": 90.0, "best": 15.0, "p50": 20.0, "p95": 40.0, "queries": 11, "memory": 140}
TIMING = {**GOOD, "cases": 1000, "size": 13, "writes": False, "floor": 10.0, "open": 18.0}


def written(*timings, screened=None, busy=0.5, seconds=60.0):
    services = [Filled(size, seconds, {}, busy) for size in sorted({t["cases"] for t in timings})]
    return report(timings, services, screened)


def test_rules_and_hand_decide_alike(tmp_path: Path):
    source, ours, by_hand = (tmp_path / name for name in ("in.csv", "ours.csv", "by_hand.csv"))
    write_rows(source, 5000)
    line = ["screen", str(source), "--policy", POLICY, "--out", str(ours)]
    assert CliRunner().invoke(amends, line).exit_code == 0
    screen_by_hand(str(source), str(by_hand))
    decisions = [pl.read_csv(path, columns=["decision"])["decision"].to_list() for path in (ours, by_hand)]
    assert decisions[0] == decisions[1]
    assert len(set(decisions[0])) > 2


def test_page_within_every_target_misses_nothing():
    assert "| 140 |  |" in written(TIMING)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"p95": 101.0}, "time"),
        ({"queries": 13}, "queries"),
        ({"p50": 27.0, "open": 25.0}, "growth"),
        ({"open": 15.0}, "policies"),
    ],
)
def test_each_missed_target_is_named(change, word):
    text = written(TIMING, {**TIMING, "cases": 100_000, **change})
    large = text[text.index("## 100,000") : text.index("## 1,000")]
    assert large.rstrip().endswith(f"| {word} |")


def test_what_hands_something_in_may_send_more():
    assert "| 140 |  |" in written({**TIMING, "queries": 50, "writes": True})


def test_what_cannot_be_sent_again_has_no_floor():
    assert "| 11 |  | 18.0 |" in written({**TIMING, "floor": None})


def test_what_could_not_be_measured_is_named_and_the_rest_is_there():
    text = report([TIMING], [Filled(1000, 60.0, {}, 0.5)], None, ["10,000 cases: no room."], 0.7)
    assert "**Not measured.** 10,000 cases: no room." in text
    assert "0.7 processes wanted a processor" in text
    assert "| 140 |  |" in text


def test_busy_machine_slow_filling_and_screening_are_said():
    slow = Screening(1_000_000, Run(25.0, 30.0, 900), Run(5.0, 6.0, 700), 0)
    text = written(TIMING, screened=slow, busy=1000.0, seconds=700.0)
    assert "The machine was busy with other work" in text
    assert "700 seconds, missed" in text
    assert "Ratio 5.00; 0 rows decided differently. Missed: seconds, ratio." in text


def test_refusal_is_no_answer_to_time():
    assert answered(Look("open", lambda: HttpResponse("here"))).content == b"here"
    with pytest.raises(LookupError, match="429"):
        answered(Look("too often", lambda: HttpResponse(status=429)))
