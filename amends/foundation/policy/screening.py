"""Screening one referral under a profile, with the reason for every line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from amends.foundation.policy.conditions import answer, open_facts
from amends.foundation.policy.facts import Facts, Value, check_facts
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.foundation.policy.profiles import Profile, Rule


class State(StrEnum):
    FIRES = "fires"
    DOES_NOT_FIRE = "does not fire"
    CANNOT_SAY = "cannot say yet"


@dataclass(frozen=True)
class Explanation:
    """One rule on one case: what it rests on (`known`) and what could still change it (`unknown`)."""

    rule: Rule
    state: State
    known: Mapping[str, Value]
    unknown: tuple[str, ...]
    decided: bool


@dataclass(frozen=True)
class Decision:
    """`outcome` is an `Outcome` value or "need_facts"; `rules` are the ids that decided it.

    While facts are needed, `rules` are those that may still fire and `standing` is the outcome so far.
    """

    outcome: str
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    standing: Outcome
    profile: str
    version: int

    @property
    def needs_facts(self) -> bool:
        return self.outcome == NEED_FACTS


def screen(profile: Profile, facts: Facts) -> Decision:
    """The most severe outcome among the rules that fire, unless an unknown fact could still make it worse.

    `missing` are the unknown facts that can tip one of those more severe rules, in alphabetical order.
    """
    facts = {name: value for name, value in facts.items() if value is not None}
    check_facts(facts)
    answers = {rule.id: answer(rule.when, facts) for rule in profile.rules}
    standing = max(
        (rule.outcome for rule in profile.rules if answers[rule.id]),
        key=lambda outcome: outcome.severity,
        default=Outcome.ELIGIBLE,
    )
    undecided = [
        rule
        for rule in profile.rules
        if answers[rule.id] is None and rule.outcome.severity > standing.severity
    ]
    decisive = undecided or [rule for rule in profile.rules if answers[rule.id] and rule.outcome is standing]
    missing = {name for rule in undecided for name in open_facts(rule.when, facts)}
    return Decision(
        outcome=NEED_FACTS if undecided else standing.value,
        rules=tuple(rule.id for rule in decisive),
        missing=tuple(sorted(missing)),
        explanations=tuple(
            _explain(rule, facts, fires=answers[rule.id], decided=rule in decisive) for rule in profile.rules
        ),
        standing=standing,
        profile=profile.name,
        version=profile.version,
    )


def _explain(rule: Rule, facts: Facts, *, fires: bool | None, decided: bool) -> Explanation:
    state = State.CANNOT_SAY if fires is None else State.FIRES if fires else State.DOES_NOT_FIRE
    still_open = open_facts(rule.when, facts)
    return Explanation(
        rule=rule,
        state=state,
        known={name: value for name in rule.facts if (value := facts.get(name)) is not None},
        unknown=tuple(name for name in rule.facts if name in still_open),
        decided=decided,
    )
