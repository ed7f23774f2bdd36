"""A service's own version of a profile: the same text with a few things changed, read by the same loader.

Only what the profile marks as guidance may be switched off or given other thresholds. A mandatory rule keeps what it
asks and what it decides; its words may be put in the service's own way.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from amends.foundation.policy.facts import Fact, Value, facts_table
from amends.foundation.policy.profile_reading import known_in, read_profile
from amends.foundation.policy.profiles import profile_parts
from amends.foundation.policy.ruleset import Profile, Rule, Setting
from amends.foundation.policy.source import PolicyError, UnknownNameError, policy_folder, read_text

Text = dict[str, Any]
LOCAL, PRESCRIBED = "local-", "_prescribed"


class NotAllowedError(ValueError):
    """A change that no service may make for itself. The sentence is fit to be shown."""


@dataclass(frozen=True)
class Threshold:
    """One comparison inside a rule that can be set: `values` ticked of `choices`, or the ends of a span."""

    number: int
    fact: Fact
    choices: tuple[Value, ...] = ()
    values: tuple[Value, ...] = ()
    at_least: int | None = None
    at_most: int | None = None

    @property
    def is_span(self) -> bool:
        return not self.choices


@dataclass(frozen=True)
class Difference:
    """One thing that one version says and another does not."""

    what: str
    before: str
    after: str


def text_of(name: str, on: date) -> Text:
    """What the policy folder says under a name on a day, ready to be changed."""
    for part, profile in reversed(profile_parts()[name]):
        if profile.covers(on):
            return deepcopy(part.value)
    raise UnknownNameError("policy profile", f"{name} in a version in force on {on}", profile_parts())


def head(text: Text, *, name: str, version: int, title: str, effective_from: date) -> Text:
    """The same rules under another name, version and first day."""
    return {
        **text,
        "name": name,
        "version": version,
        "title": title,
        "effective": {"from": effective_from},
    }


def written(text: Text) -> str:
    """As YAML, which is how a version is kept."""
    return yaml.safe_dump(text, sort_keys=False, allow_unicode=True, width=110)


def unwritten(text: str) -> Text:
    """From YAML, to be changed again."""
    return deepcopy(read_text(text, Path("rules")).value)


def profile_from(text: str) -> Profile:
    """A version kept outside the folder, read as strictly as a file. Raises PolicyError."""
    return _profile_from(text, policy_folder())


@lru_cache(maxsize=256)
def _profile_from(text: str, folder: Path) -> Profile:
    part = read_text(text, Path("rules"))
    return read_profile(part, known_in(folder))


def rule_in(text: Text, rule_id: str) -> Text:
    """One rule of the text. Raises UnknownNameError."""
    for rule in text["rules"]:
        if rule["id"] == rule_id:
            return rule  # type: ignore[no-any-return]  # a rule is names with values
    raise UnknownNameError("rule", rule_id, (rule["id"] for rule in text["rules"]))


def switch_off(text: Text, rule_id: str) -> None:
    """Take a guidance rule out. Raises NotAllowedError for a mandatory one."""
    if rule_in(text, rule_id)["force"] == "mandatory":
        raise NotAllowedError("This rule is mandatory. It can be put in other words, not switched off.")
    text["rules"] = [rule for rule in text["rules"] if rule["id"] != rule_id]


def switch_on(text: Text, rule: Text) -> None:
    """Put a rule back that was switched off."""
    if all(other["id"] != rule["id"] for other in text["rules"]):
        text["rules"].append(deepcopy(rule))


def _comparisons(when: Text) -> Iterator[tuple[Text, str]]:
    """Each single comparison, as the mapping it stands in and its name, from left to right."""
    name, inside = next(iter(when.items()))
    if name == "not":
        yield from _comparisons(inside)
    elif name in {"all", "any"}:
        for part in inside:
            yield from _comparisons(part)
    else:
        yield when, name


def thresholds(rule: Text) -> list[Threshold]:
    """What can be set in a rule: spans of numbers, and which values of a list count. Yes and no cannot."""
    table = facts_table()
    found = []
    for number, (holder, name) in enumerate(_comparisons(rule["when"])):
        fact, value = table[name], holder[name]
        if isinstance(value, dict):
            found.append(
                Threshold(number, fact, at_least=value.get("at_least"), at_most=value.get("at_most"))
            )
        elif fact.kind != "truth":
            values = tuple(value) if isinstance(value, list) else (value,)
            found.append(Threshold(number, fact, _choices(fact), values))
    return found


def _choices(fact: Fact) -> tuple[Value, ...]:
    if fact.kind == "number":
        return tuple(range(fact.at_least, (fact.at_most or 0) + 1))
    return fact.values


def set_threshold(rule: Text, number: int, value: object) -> None:
    """Set the nth comparison: a list of values, or {"at_least": ..., "at_most": ...}. Guidance rules only."""
    if rule["force"] == "mandatory":
        raise NotAllowedError("This rule is mandatory, so what it asks stays as it is.")
    holder, name = list(_comparisons(rule["when"]))[number]
    holder[name] = value


def add_rule(text: Text, rule: Text) -> None:
    """Add a rule of the service's own, under a name that says so."""
    text["rules"].append({**rule, "id": LOCAL + rule["id"].removeprefix(LOCAL), "force": "guidance"})


def check_derived(base: Profile, own: Profile) -> None:
    """Refuse a version in which a mandatory rule is missing or asks, decides or binds less than in its base."""
    kept = {rule.id: rule for rule in own.rules}
    for rule in base.rules:
        if rule.mandatory and (rule.id not in kept or _binding(kept[rule.id]) != _binding(rule)):
            raise NotAllowedError(f"The mandatory rule “{rule.words}” has to stay as it is.")
    for step in base.steps:
        if step.mandatory and step not in own.steps:
            raise NotAllowedError(f"The mandatory step “{step.words}” has to stay as it is.")
    for name in prescribed(base.settings):
        if own.settings.get(name) != base.settings.get(name):
            words = name.replace("_", " ")
            raise NotAllowedError(f"The {words} is prescribed by {base.title} and has to stay as it is.")


def prescribed(settings: Mapping[str, Setting]) -> list[str]:
    """Settings that no service changes for itself: those beside which `..._prescribed: true` stands, and that itself."""
    marks = [name for name, value in settings.items() if name.endswith(PRESCRIBED) and value is True]
    return [*(mark.removesuffix(PRESCRIBED) for mark in marks), *marks]


def _binding(rule: Rule) -> Rule:
    return replace(rule, words="", opens="", source="", target="")


def check_text(base: Profile, text: Text) -> Profile:
    """The whole text as a profile. Raises NotAllowedError with a sentence for whatever is wrong with it."""
    try:
        own = profile_from(written(text))
    except PolicyError as mistake:
        raise NotAllowedError(mistake.sentence[:1].upper() + mistake.sentence[1:]) from mistake
    check_derived(base, own)
    return own


def differences(before: Text, after: Text) -> list[Difference]:
    """What was switched off, added, set differently or put in other words."""
    old, new = ({rule["id"]: rule for rule in text["rules"]} for text in (before, after))
    found = []
    for rule_id in dict.fromkeys([*old, *new]):
        one, other = old.get(rule_id), new.get(rule_id)
        if one is None or other is None:
            said = _in_words(one or other or {})
            found.append(Difference(rule_id, said if one else "", said if other else ""))
            continue
        found += [
            Difference(f"{rule_id}: {LABELS.get(key, key)}", _shown(one.get(key)), _shown(other.get(key)))
            for key in dict.fromkeys([*one, *other])
            if one.get(key) != other.get(key)
        ]
    settings: tuple[Mapping[str, Setting], Mapping[str, Setting]] = (
        before.get("settings", {}),
        after.get("settings", {}),
    )
    found += [
        Difference(
            name.replace("_", " "), _shown(settings[0].get(name, "")), _shown(settings[1].get(name, ""))
        )
        for name in dict.fromkeys([*settings[0], *settings[1]])
        if settings[0].get(name) != settings[1].get(name)
    ]
    return found


LABELS = {"when": "applies when", "words": "words", "opens": "what would change it", "outcome": "decides"}


def _in_words(rule: Text) -> str:
    return f"{rule.get('words', '')} ({rule.get('outcome', '')}; {_shown(rule.get('when'))})"


def _shown(value: object) -> str:
    """A value of the text as a person reads it; a condition in the short way it is written."""
    if isinstance(value, dict):
        return _condition(value)
    if isinstance(value, list):
        return " or ".join(_shown(each) for each in value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "Yes", False: "No"}[value]
    return str(value)


def _condition(when: Text) -> str:
    if when.keys() <= {"at_least", "at_most"}:
        ends = {"at_least": "from", "at_most": "to"}
        return " ".join(f"{ends[end]} {number}" for end, number in when.items())
    name, inside = next(iter(when.items()))
    if name == "not":
        return f"not ({_shown(inside)})"
    if name in {"all", "any"}:
        return (" and " if name == "all" else " or ").join(f"({_shown(part)})" for part in inside)
    return f"{name.replace('_', ' ')}: {_shown(inside)}"
