"""Facts that cannot both be right, as `policy/contradictions.yaml` lists them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.foundation.policy.conditions import Condition, answer, facts_of, read_condition
from amends.foundation.policy.facts import Fact, Facts, facts_table
from amends.foundation.policy.source import Part, policy_folder, read


@dataclass(frozen=True)
class Contradiction:
    """`at` is the fact where it is pointed out; `facts` are all that it rests on."""

    key: str
    when: Condition
    at: str
    words: str

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that takes part in it."""
        return facts_of(self.when)


def contradictions(folder: Path | None = None) -> tuple[Contradiction, ...]:
    """All of them, in the order of the list."""
    return _read(policy_folder(folder))


def contradictions_in(facts: Facts, among: Collection[str] | None = None) -> list[Contradiction]:
    """Those that stand for certain in these facts; with `among` only those that one of these names takes part in."""
    return [
        each
        for each in contradictions()
        if (among is None or not set(among).isdisjoint(each.facts)) and answer(each.when, facts) is True
    ]


@cache
def _read(folder: Path) -> tuple[Contradiction, ...]:
    table = facts_table(folder)
    parts = read(folder / "contradictions.yaml").fields(needed=["version", "contradictions"])
    return tuple(_one(key, part, table) for key, part in parts["contradictions"].entries().items())


def _one(key: str, part: Part, table: dict[str, Fact]) -> Contradiction:
    fields = part.fields(needed=["when", "at", "words"])
    when = read_condition(fields["when"], table)
    return Contradiction(key, when, fields["at"].one_of(facts_of(when)), fields["words"].text())
