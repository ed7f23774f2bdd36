"""Reads one profile from its YAML, wherever that is kept, and refuses what names something that does not exist."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from amends.foundation.policy.clocks import clock_definitions
from amends.foundation.policy.conditions import read_condition
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.limits import COUNTED, clock_set_by, known_beginnings
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.questionnaires import questionnaires
from amends.foundation.policy.ruleset import Criteria, Line, Profile, Rule, Setting, Step
from amends.foundation.policy.source import Part

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class Known:
    """What a profile may name: facts, time limits, questionnaires and documents of the same folder."""

    facts: Mapping[str, Fact]
    clocks: Collection[str]
    questionnaires: Collection[str]
    documents: Collection[str]


def known_in(folder: Path) -> Known:
    """Everything that the profiles of a folder may name."""
    return Known(
        facts=facts_table(folder),
        clocks=clock_definitions(folder),
        questionnaires=questionnaires(folder),
        documents={file.parent.name for file in (folder / "documents").glob("*/[0-9]*.html")},
    )


def read_profile(part: Part, known: Known) -> Profile:
    """A whole profile. Raises PolicyError with file, line and a sentence."""
    fields = part.fields(
        needed=["name", "version", "title", "source", "effective", "rules"],
        allowed=["steps", "clocks", "criteria", "settings"],
    )
    dates = fields["effective"].fields(needed=["from"], allowed=["to"])
    if "to" in dates and dates["to"].day() < dates["from"].day():
        dates["to"].refuse(f"it ends on {dates['to'].day()}, before it starts on {dates['from'].day()}.")
    rules = [_rule(item, known.facts) for item in fields["rules"].items()]
    _refuse_twins(fields["rules"], [rule.id for rule in rules], "rules")
    steps = [_step(item, known) for item in fields["steps"].items()] if "steps" in fields else []
    if steps:
        _refuse_twins(fields["steps"], [step.id for step in steps], "steps")
    return Profile(
        name=identifier(fields["name"]),
        version=fields["version"].whole_number(at_least=1),
        title=fields["title"].text(),
        source=fields["source"].text(),
        effective_from=dates["from"].day(),
        effective_to=dates["to"].day() if "to" in dates else None,
        rules=tuple(rules),
        steps=tuple(steps),
        clocks=_clocks(fields["clocks"], known) if "clocks" in fields else (),
        settings=_settings(fields["settings"], known) if "settings" in fields else {},
        criteria=_criteria(fields["criteria"], known.facts) if "criteria" in fields else {},
    )


def _refuse_twins(part: Part, ids: list[str], what: str) -> None:
    for index, each in enumerate(ids):
        if each in ids[:index]:
            part.items()[index].refuse(f"there are two {what} called {each}.")


def _rule(part: Part, table: Mapping[str, Fact]) -> Rule:
    fields = part.fields(
        needed=["id", "outcome", "when", "source", "force", "words"],
        allowed=["opens", "to", "approvals", "target"],
    )
    outcome = Outcome(fields["outcome"].one_of(list(Outcome)))
    if outcome is Outcome.ELIGIBLE:
        fields["outcome"].refuse("eligible is what is left when no rule fires; no rule can say it.")
    if (outcome is Outcome.REFER_ON) != ("to" in fields):
        part.refuse("a rule that refers on names the service under 'to', and no other rule does.")
    if (outcome is Outcome.OVERSIGHT) != ("approvals" in fields):
        part.refuse("a rule that asks for oversight lists its 'approvals', and no other rule does.")
    return Rule(
        id=identifier(fields["id"]),
        outcome=outcome,
        when=read_condition(fields["when"], table),
        source=fields["source"].text(),
        mandatory=_is_mandatory(fields["force"]),
        words=fields["words"].text(),
        opens=fields["opens"].text() if "opens" in fields else "",
        to=fields["to"].text() if "to" in fields else "",
        approvals=tuple(item.text() for item in fields["approvals"].items()) if "approvals" in fields else (),
        target=fields["target"].text() if "target" in fields else "",
    )


def _step(part: Part, known: Known) -> Step:
    fields = part.fields(needed=["id", "words", "source", "force"], allowed=["documents"])
    documents = fields["documents"].items() if "documents" in fields else []
    for document in documents:
        _check_known(document, "document", known.documents)
    return Step(
        id=identifier(fields["id"]),
        words=fields["words"].text(),
        source=fields["source"].text(),
        mandatory=_is_mandatory(fields["force"]),
        documents=tuple(document.text() for document in documents),
    )


def _criteria(part: Part, table: Mapping[str, Fact]) -> dict[str, Criteria]:
    kinds = part.entries()
    for name, entry in kinds.items():
        if name not in table["referral_type"].values:
            entry.refuse(f"'{name}' is no kind of referral.")
    return {name: _kind(entry, table) for name, entry in kinds.items()}


def _kind(part: Part, table: Mapping[str, Fact]) -> Criteria:
    fields = part.fields(needed=["stage", "consent", "source", "lines"])
    lines = [item.fields(needed=["words", "met"]) for item in fields["lines"].items()]
    return Criteria(
        stage=fields["stage"].text(),
        consent=fields["consent"].text(),
        source=fields["source"].text(),
        lines=tuple(Line(line["words"].text(), read_condition(line["met"], table)) for line in lines),
    )


def _clocks(part: Part, known: Known) -> tuple[str, ...]:
    for item in part.items():
        _check_known(item, "clock", known.clocks)
    return tuple(dict.fromkeys(item.text() for item in part.items()))


def _settings(part: Part, known: Known) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for name, entry in part.entries().items():
        if not isinstance(entry.value, str | int | bool):
            entry.refuse(f"the setting '{name}' is one word, number or truth value, not {entry.value!r}.")
        if name.endswith("_clock"):
            _check_known(entry, "clock", known.clocks)
        if name.endswith("_questionnaire"):
            _check_known(entry, "questionnaire", known.questionnaires)
        _check_limit(name, entry, known)
        settings[name] = entry.value
    return settings


def _check_limit(name: str, entry: Part, known: Known) -> None:
    """A setting about a time limit names a clock that there is, and counts at least one."""
    if name.endswith("_unit"):
        entry.one_of(COUNTED)
    beginning = clock_set_by(name) or (name.removesuffix("_unit") if name.endswith("_unit") else "")
    if not beginning:
        return
    if beginning not in known_beginnings(known.clocks):
        entry.refuse(f"there is no clock for the setting '{name}'.")
    if clock_set_by(name):
        entry.whole_number(at_least=1)


def _check_known(part: Part, kind: str, names: Collection[str]) -> None:
    if part.value not in names:
        part.refuse(f'there is no {kind} called "{part.value}".')


def _is_mandatory(part: Part) -> bool:
    return part.one_of(["mandatory", "guidance"]) == "mandatory"


def identifier(part: Part) -> str:
    """A name of small letters and figures joined by hyphens."""
    if not _NAME.match(part.text()):
        part.refuse(f'"{part.value}" should be small letters and figures joined by hyphens.')
    return part.text()
