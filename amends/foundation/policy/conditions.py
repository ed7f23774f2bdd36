"""When a rule fires: a small tree read from YAML, answered with yes, no or "cannot say yet" (Kleene's logic).

{tier: 2}   {court_stage: [charged, awaiting_trial]}   {ogrs: {at_least: 25, at_most: 74}}
{all: [...]}   {any: [...]}   {not: {...}}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amends.foundation.policy.facts import Fact, Facts, Value
from amends.foundation.policy.source import Part, shown


@dataclass(frozen=True)
class Is:
    """The fact has one of these values."""

    fact: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Between:
    """The number lies between these, both included; an end that is None is open."""

    fact: str
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    part: "Condition"


Condition = Is | Between | All | Any | Not


def answer(condition: Condition, facts: Facts) -> bool | None:
    """Yes, no, or None while a fact that could tip it is unknown."""
    match condition:
        case Not(part):
            inner = answer(part, facts)
            return None if inner is None else not inner
        case All(parts):
            answers = [answer(part, facts) for part in parts]
            return False if False in answers else None if None in answers else True
        case Any(parts):
            answers = [answer(part, facts) for part in parts]
            return True if True in answers else None if None in answers else False
    value = facts.get(condition.fact)
    if value is None:
        return None
    if isinstance(condition, Is):
        return value in condition.values
    low, high = condition.at_least, condition.at_most
    return (low is None or int(value) >= low) and (high is None or int(value) <= high)


def open_facts(condition: Condition, facts: Facts) -> frozenset[str]:
    """The unknown facts that can still tip this condition.

    Nothing inside a part that is already settled counts: in `a or b` with b known to be false only a is open,
    and an unknown risk of custody is not open once the tier is known to be 1.
    """
    if answer(condition, facts) is not None:
        return frozenset()
    match condition:
        case Not(part):
            return open_facts(part, facts)
        case All(parts) | Any(parts):
            return frozenset().union(*(open_facts(part, facts) for part in parts))
    return frozenset({condition.fact})


def leaves(condition: Condition) -> Iterator[Is | Between]:
    """The single comparisons, from left to right."""
    match condition:
        case Not(part):
            yield from leaves(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition


def facts_of(condition: Condition) -> tuple[str, ...]:
    """The facts it speaks of, each once, in the order in which they are named."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


def read_condition(part: Part, table: Mapping[str, Fact]) -> Condition:
    """A condition from a policy file; an unknown fact, an impossible value or a strange shape is refused."""
    entries = part.entries()
    if len(entries) != 1:
        part.refuse("a condition names one fact or one of all, any, not; put several under all or any.")
    name, inside = next(iter(entries.items()))
    if name == "not":
        return Not(read_condition(inside, table))
    if name in {"all", "any"}:
        parts = tuple(read_condition(item, table) for item in inside.items())
        if not parts:
            inside.refuse(f"'{name}' lists no condition.")
        return All(parts) if name == "all" else Any(parts)
    if name not in table or table[name].kind == "text":
        inside.refuse(f"there is no fact called '{name}' that a rule could ask about.")
    return _comparison(inside, table[name])


def _comparison(part: Part, fact: Fact) -> Is | Between:
    if isinstance(part.value, dict):
        if fact.kind != "number":
            part.refuse(f"'{fact.name}' is not a number, so it has no at_least or at_most.")
        ends = part.fields(allowed=["at_least", "at_most"])
        if not ends:
            part.refuse("name at_least, at_most or both.")
        low, high = (ends[end].whole_number() if end in ends else None for end in ("at_least", "at_most"))
        if low is not None and high is not None and low > high:
            part.refuse(f"no number is at least {low} and at most {high}.")
        return Between(fact.name, low, high)
    items = part.items() if isinstance(part.value, list) else [part]
    for item in items:
        if not fact.allows(item.value):
            item.refuse(f"{shown(item.value)} is not {fact.allowed}.")
    if not items:
        part.refuse("the list of values is empty.")
    return Is(fact.name, tuple(item.value for item in items))
