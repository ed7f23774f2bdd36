"""The same rules over a million rows at once: conditions compiled to polars expressions, screened as `screen` does.

polars' booleans with nulls follow Kleene's logic, so each expression is the condition it was made from.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

import polars as pl

from amends.foundation.policy.conditions import All, Any, Between, Condition, Is, Not
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.foundation.policy.profiles import Profile

RESULTS = ("decision", "rules", "missing")

_BIGGEST = 10**18  # a count with more digits than this is "very many" to every rule
_FIRES, _OPEN = "?fires ", "?open "


def typed(fact: Fact) -> pl.Expr:
    """A column of valid text as the values that conditions compare; null where the fact is unknown."""
    text = pl.col(fact.name)
    if fact.kind == "truth":
        return text == "true"
    if fact.kind == "number":
        return (
            pl.when(text.str.len_bytes() < len(str(_BIGGEST)))
            .then(text.cast(pl.Int64, strict=False))
            .otherwise(pl.when(text.is_not_null()).then(_BIGGEST))
            .alias(fact.name)
        )
    return text


def invalid(fact: Fact) -> pl.Expr:
    """True where a cell holds something the fact cannot be."""
    text = pl.col(fact.name)
    if fact.kind == "text":
        return pl.lit(value=False)
    if fact.kind == "number" and fact.at_most is None:
        return text.is_not_null() & ~text.str.contains(r"^(0|[1-9][0-9]*)$")
    if fact.kind == "number":
        allowed = [str(number) for number in range(fact.at_least, (fact.at_most or 0) + 1)]
    elif fact.kind == "truth":
        allowed = ["true", "false"]
    else:
        allowed = list(fact.values)
    return text.is_not_null() & ~text.is_in(allowed)


def compiled(condition: Condition) -> pl.Expr:
    """True, false or null, as `answer` says yes, no or None."""
    match condition:
        case Not(part):
            return ~compiled(part)
        case All(parts):
            return reduce(and_, (compiled(part) for part in parts))
        case Any(parts):
            return reduce(or_, (compiled(part) for part in parts))
        case Is(fact, values):
            return reduce(or_, (pl.col(fact) == value for value in values))
        case Between(fact, at_least, at_most):
            ends = [pl.col(fact) >= at_least] if at_least is not None else []
            ends += [pl.col(fact) <= at_most] if at_most is not None else []
            return reduce(and_, ends)


def compiled_open(condition: Condition) -> dict[str, pl.Expr]:
    """For each fact where it is unknown and can still tip the condition, as `open_facts` lists them."""
    unsettled = compiled(condition).is_null()
    match condition:
        case Not(part):
            return compiled_open(part)
        case All(parts) | Any(parts):
            merged: dict[str, pl.Expr] = {}
            for part in parts:
                for fact, is_open in compiled_open(part).items():
                    merged[fact] = merged[fact] | is_open if fact in merged else is_open
            return {fact: unsettled & is_open for fact, is_open in merged.items()}
        case Is(fact, _) | Between(fact, _, _):
            return {fact: unsettled}


def screen_columns(profile: Profile, frame: pl.LazyFrame) -> pl.LazyFrame:
    """The three result columns for rows of typed facts; a column that is not there is unknown for every row."""
    frame = _with_every_fact(profile, frame)
    severity = {outcome: pl.lit(outcome.severity, pl.Int8) for outcome in Outcome}
    rules = profile.rules
    frame = frame.with_columns(compiled(rule.when).alias(_FIRES + rule.id) for rule in rules)
    frame = frame.with_columns(
        pl.max_horizontal(
            severity[Outcome.ELIGIBLE],
            *(pl.when(pl.col(_FIRES + rule.id)).then(severity[rule.outcome]) for rule in rules),
        ).alias("?standing")
    )
    frame = frame.with_columns(
        (pl.col(_FIRES + rule.id).is_null() & (pl.col("?standing") < rule.outcome.severity)).alias(
            _OPEN + rule.id
        )
        for rule in rules
    ).with_columns(pl.any_horizontal(_OPEN + rule.id for rule in rules).alias("?undecided"))
    undecided = pl.col("?undecided")
    names = pl.col("?standing").replace_strict(
        [outcome.severity for outcome in Outcome],
        [outcome.value for outcome in Outcome],
        return_dtype=pl.String,
    )
    return frame.select(
        pl.when(undecided).then(pl.lit(NEED_FACTS)).otherwise(names).alias("decision"),
        _joined(
            (
                rule.id,
                pl.col(_OPEN + rule.id)
                | (~undecided & pl.col(_FIRES + rule.id) & (pl.col("?standing") == rule.outcome.severity)),
            )
            for rule in rules
        ).alias("rules"),
        _joined(_missing(profile)).alias("missing"),
    )


def _missing(profile: Profile) -> list[tuple[str, pl.Expr]]:
    wanted: dict[str, pl.Expr] = {}
    for rule in profile.rules:
        for fact, is_open in compiled_open(rule.when).items():
            here = pl.col(_OPEN + rule.id) & is_open
            wanted[fact] = wanted[fact] | here if fact in wanted else here
    return sorted(wanted.items())


def _joined(words: Iterable[tuple[str, pl.Expr]]) -> pl.Expr:
    """The words whose condition is true, with semicolons between them."""
    return pl.concat_str(
        [pl.when(condition).then(pl.lit(word)) for word, condition in words], separator=";", ignore_nulls=True
    )


def _with_every_fact(profile: Profile, frame: pl.LazyFrame) -> pl.LazyFrame:
    present = set(frame.collect_schema().names())
    types = {"truth": pl.Boolean, "number": pl.Int64}
    needed = {fact for rule in profile.rules for fact in rule.facts}
    return frame.with_columns(
        pl.lit(None, types.get(fact.kind, pl.String)).alias(name)
        for name, fact in facts_table().items()
        if name in needed and name not in present
    )
