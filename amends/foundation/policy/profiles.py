"""Policy profiles: which rules a service screens under, with their source, force and dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from amends.foundation.policy.conditions import Condition, facts_of, read_condition
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.source import Part, UnknownNameError, policy_folder, read

Setting = str | int | bool

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class Rule:
    """`words` say what it means for the case, `opens` what would change it; the coordinator reads both."""

    id: str
    outcome: Outcome
    when: Condition
    source: str
    mandatory: bool
    words: str
    opens: str
    to: str = ""
    approvals: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        return facts_of(self.when)


@dataclass(frozen=True)
class Profile:
    """One version of one service's rules. A decision is kept with its name and version."""

    name: str
    version: int
    title: str
    source: str
    effective_from: date
    effective_to: date | None
    rules: tuple[Rule, ...]
    steps: tuple[str, ...]
    settings: Mapping[str, Setting]

    def covers(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def rule(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UnknownNameError("rule", rule_id, (rule.id for rule in self.rules))


def profiles(folder: Path | None = None) -> dict[str, tuple[Profile, ...]]:
    """Every profile by name, its versions from the oldest to the newest."""
    return _read(policy_folder(folder))


def load_profile(
    name: str, on: date | None = None, version: int | None = None, folder: Path | None = None
) -> Profile:
    """The newest version, the version that held on a day, or the version of a past decision."""
    known = profiles(folder)
    if name not in known:
        raise UnknownNameError("policy profile", name, known)
    for profile in reversed(known[name]):
        if version in {None, profile.version} and (on is None or profile.covers(on)):
            return profile
    wanted = f"version {version}" if version is not None else f"a version in force on {on}"
    versions = (f"{profile.name} {profile.version}" for profile in known[name])
    raise UnknownNameError("policy profile", f"{name} in {wanted}", versions)


@cache
def _read(folder: Path) -> dict[str, tuple[Profile, ...]]:
    table = facts_table(folder)
    found: dict[str, list[tuple[Part, Profile]]] = {}
    for file in sorted((folder / "profiles").glob("*.yaml")):
        part = read(file)
        profile = _profile(part, table)
        found.setdefault(profile.name, []).append((part, profile))
    for versions in found.values():
        versions.sort(key=lambda version: version[1].effective_from)
        _check_succession(versions)
    return {name: tuple(profile for _, profile in versions) for name, versions in found.items()}


def _check_succession(versions: list[tuple[Part, Profile]]) -> None:
    for (_, earlier), (part, later) in pairwise(versions):
        if earlier.covers(later.effective_from) or later.version <= earlier.version:
            part.refuse(f"version {later.version} does not follow on version {earlier.version}.")


def _profile(part: Part, table: Mapping[str, Fact]) -> Profile:
    fields = part.fields(
        needed=["name", "version", "title", "source", "effective", "rules"], allowed=["steps", "settings"]
    )
    name = _identifier(fields["name"])
    if part.file.stem != name and not part.file.stem.startswith(f"{name}."):
        fields["name"].refuse(f"the file is called {part.file.name}, so the name should be {part.file.stem}.")
    dates = fields["effective"].fields(needed=["from"], allowed=["to"])
    rules = [_rule(item, table) for item in fields["rules"].items()]
    for index, rule in enumerate(rules):
        if rule.id in {other.id for other in rules[:index]}:
            fields["rules"].items()[index].refuse(f"there are two rules called {rule.id}.")
    return Profile(
        name=name,
        version=fields["version"].whole_number(at_least=1),
        title=fields["title"].text(),
        source=fields["source"].text(),
        effective_from=dates["from"].day(),
        effective_to=dates["to"].day() if "to" in dates else None,
        rules=tuple(rules),
        steps=tuple(_identifier(item) for item in fields["steps"].items()) if "steps" in fields else (),
        settings=_settings(fields["settings"]) if "settings" in fields else {},
    )


def _rule(part: Part, table: Mapping[str, Fact]) -> Rule:
    fields = part.fields(
        needed=["id", "outcome", "when", "source", "force", "words"], allowed=["opens", "to", "approvals"]
    )
    outcome = Outcome(fields["outcome"].one_of(list(Outcome)))
    if outcome is Outcome.ELIGIBLE:
        fields["outcome"].refuse("eligible is what is left when no rule fires; no rule can say it.")
    if (outcome is Outcome.REFER_ON) != ("to" in fields):
        part.refuse("a rule that refers on names the service under 'to', and no other rule does.")
    if (outcome is Outcome.OVERSIGHT) != ("approvals" in fields):
        part.refuse("a rule that asks for oversight lists its 'approvals', and no other rule does.")
    return Rule(
        id=_identifier(fields["id"]),
        outcome=outcome,
        when=read_condition(fields["when"], table),
        source=fields["source"].text(),
        mandatory=fields["force"].one_of(["mandatory", "guidance"]) == "mandatory",
        words=fields["words"].text(),
        opens=fields["opens"].text() if "opens" in fields else "",
        to=fields["to"].text() if "to" in fields else "",
        approvals=tuple(item.text() for item in fields["approvals"].items()) if "approvals" in fields else (),
    )


def _settings(part: Part) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for name, entry in part.entries().items():
        if not isinstance(entry.value, str | int | bool):
            entry.refuse(f"the setting '{name}' is one word, number or truth value, not {entry.value!r}.")
        settings[name] = entry.value
    return settings


def _identifier(part: Part) -> str:
    if not _NAME.match(part.text()):
        part.refuse(f'"{part.value}" should be small letters and figures joined by hyphens.')
    return part.text()
