"""How a case can end and why, read from policy/outcomes.yaml, with the words each reader may be told."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read


@dataclass(frozen=True)
class Outcome:
    """One way of ending. `referrer` and `letter` are all that anybody outside the service is told.

    `letter_easy` says the same as `letter` in easy read.
    """

    key: str
    title: str
    counts_as: str
    referrer: str
    letter: str
    letter_easy: str
    reasons: dict[str, str]
    hint: str = ""
    needs: tuple[Milestone, ...] = ()
    asks_whose: bool = False
    needs_attempt: bool = False
    needs_note: bool = False
    asks_other_ways: bool = False


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by key, in the order in which they are offered."""
    file = read(settings.POLICY_DIR / "outcomes.yaml")
    parts = file.fields(needed=["version", "source", "outcomes"], allowed=["neutral", "neutral_easy"])
    return read_records(Outcome, parts["outcomes"])


def titles() -> list[tuple[str, str]]:
    """For choosing from."""
    return [(outcome.key, outcome.title) for outcome in outcomes().values()]
