"""What a profile is made of: rules, the steps it asks for, its clocks and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amends.foundation.policy.conditions import Condition, facts_of
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.source import UnknownNameError

Setting = str | int | bool


@dataclass(frozen=True)
class Rule:
    """`words` say what it means for the case, `opens` what would change it; the coordinator reads both.

    `target` is what has to be so instead, where the rule is one of the target criteria.
    """

    id: str
    outcome: Outcome
    when: Condition
    source: str
    mandatory: bool
    words: str
    opens: str
    to: str = ""
    approvals: tuple[str, ...] = ()
    target: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        return facts_of(self.when)


@dataclass(frozen=True)
class Step:
    """A step that a case takes under this profile, and the documents that belong to it."""

    id: str
    words: str
    source: str
    mandatory: bool
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a criteria table: met, not met, or not known yet."""

    words: str
    met: Condition


@dataclass(frozen=True)
class Criteria:
    """What is asked of one kind of referral: at which stage it is taken, on whose consent, and line by line."""

    stage: str
    consent: str
    source: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Profile:
    """One version of one service's rules. A decision is kept with its name and version.

    `clocks` are the names of the time limits that hold under it; what they count is in policy/clocks.
    """

    name: str
    version: int
    title: str
    source: str
    effective_from: date
    effective_to: date | None
    rules: tuple[Rule, ...]
    steps: tuple[Step, ...]
    clocks: tuple[str, ...]
    settings: Mapping[str, Setting]
    criteria: Mapping[str, Criteria] = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def rule(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UnknownNameError("rule", rule_id, (rule.id for rule in self.rules))

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document that one of its steps asks for, each once."""
        return tuple(dict.fromkeys(document for step in self.steps for document in step.documents))
