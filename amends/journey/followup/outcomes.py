"""How a case can end and why, read from policy/outcomes.yaml, with the words each reader may be told."""

from dataclasses import dataclass, field
from functools import cache

import yaml
from django.conf import settings

from amends.foundation.case.lifecycle import Milestone


@dataclass(frozen=True)
class Outcome:
    """One way of ending. `referrer` and `letter` are all that anybody outside the service is told."""

    key: str
    title: str
    counts_as: str
    referrer: str
    letter: str
    reasons: dict[str, str]
    hint: str = ""
    needs: tuple[Milestone, ...] = field(default=())
    asks_whose: bool = False
    needs_attempt: bool = False
    needs_note: bool = False


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by key, in the order in which they are offered."""
    text = yaml.safe_load((settings.POLICY_DIR / "outcomes.yaml").read_text())
    return {key: _outcome(key, fields) for key, fields in text["outcomes"].items()}


def _outcome(key: str, fields: dict[str, object]) -> Outcome:
    needs = fields.pop("needs", ())
    return Outcome(key=key, needs=tuple(Milestone(name) for name in needs), **fields)  # type: ignore[arg-type, attr-defined]


def titles() -> list[tuple[str, str]]:
    """For choosing from."""
    return [(outcome.key, outcome.title) for outcome in outcomes().values()]
