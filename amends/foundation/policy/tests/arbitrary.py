"""Arbitrary facts for property tests: any of them may be unknown."""

from hypothesis import strategies as st

from amends.foundation.policy.facts import Fact, Value, facts_table
from amends.foundation.policy.profiles import Profile, profiles

ALL_PROFILES = [versions[-1] for versions in profiles().values()]


def values_of(fact: Fact) -> list[Value]:
    """Every value of a fact, or for an open count those on either side of what rules ask for."""
    if fact.kind == "truth":
        return [True, False]
    if fact.kind == "number":
        return list(range(fact.at_least, (fact.at_most if fact.at_most is not None else 5) + 1))
    return list(fact.values)


def some_facts(profile: Profile) -> st.SearchStrategy[dict[str, Value | None]]:
    """Facts that the profile asks about, each known or not; mostly from their ends, where thresholds lie."""
    asked = {name for rule in profile.rules for name in rule.facts}
    return st.fixed_dictionaries(
        {
            name: st.none() | st.sampled_from(values_of(fact))
            for name, fact in facts_table().items()
            if name in asked
        }
    )
