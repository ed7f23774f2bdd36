"""What a column of a caseload may hold: the screening facts, and the details of `policy/finding.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.foundation.policy.conditions import Condition, read_condition
from amends.foundation.policy.facts import Fact, Value, facts_table
from amends.foundation.policy.source import Part, policy_folder, read

KINDS = ("text", "choice", "truth", "number", "date")
NAMES = ("full_name", "first_names", "last_name")
# Worked out, never a column: how old the newest check of somebody's contact details is.
CONTACT_AGE = Fact("contact_age_days", "number", "Days since contact details were checked")


@dataclass(frozen=True)
class Factor:
    """One of the guide's priority factors."""

    key: str
    words: str
    when: Condition


@dataclass(frozen=True)
class LookUp:
    """A row like this is looked up in the file while a fact is unknown."""

    when: Condition
    unknown: str
    words: str
    source: str


@dataclass(frozen=True)
class CodeEdition:
    """What one edition of the Victims' Code expects of the police."""

    edition: str
    words: str
    source: str


@dataclass(frozen=True)
class Finding:
    """The whole of `policy/finding.yaml`, read once."""

    fields: Mapping[str, Fact]
    headings: Mapping[str, str]
    details: frozenset[str]
    asked_later: frozenset[str]
    follows: Mapping[str, Mapping[str, Value]]
    look_up: tuple[LookUp, ...]
    factors: tuple[Factor, ...]
    ranking_source: str
    yes: frozenset[str]
    no: frozenset[str]
    not_known: frozenset[str]
    file_days: int
    candidate_days: int
    victims_code: Mapping[str, CodeEdition]

    def guess(self, heading: str) -> str:
        """The field a heading most likely means; empty where nobody can tell."""
        return self.headings.get(plain(heading), "")


def plain(heading: str) -> str:
    """A heading without capitals, signs and doubled blanks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.lower()).split())


def finding(folder: Path | None = None) -> Finding:
    """What an extract may hold, and how its rows are ranked. Raises PolicyError with file and line."""
    return _read(policy_folder(folder))


@cache
def _read(folder: Path) -> Finding:
    parts = read(folder / "finding.yaml").fields(
        needed=[
            "keep",
            "victims_code",
            "asked_later",
            "follows",
            "look_up",
            "details",
            "ranking",
            "yes",
            "no",
            "not_known",
        ]
    )
    facts = {name: fact for name, fact in facts_table(folder).items() if name != "reference"}
    headings = {plain(name): name for name in facts}
    details: dict[str, Fact] = {}
    for name, part in parts["details"].entries().items():
        details[name], names = _detail(name, part)
        headings |= {plain(each): name for each in (name, details[name].words, *names)}
    table = {**facts, **details, CONTACT_AGE.name: CONTACT_AGE}
    ranking = parts["ranking"].fields(needed=["source", "factors"])
    keep = parts["keep"].fields(needed=["file_days", "candidate_days"])
    return Finding(
        fields={**details, **facts},
        headings=headings,
        details=frozenset(details),
        asked_later=frozenset(item.one_of(facts) for item in parts["asked_later"].items()),
        follows={kind: _follows(part, facts) for kind, part in parts["follows"].entries().items()},
        look_up=tuple(_look_up(item, facts) for item in parts["look_up"].items()),
        factors=tuple(_factor(item, table) for item in ranking["factors"].items()),
        ranking_source=ranking["source"].text(),
        yes=_words(parts["yes"]),
        no=_words(parts["no"]),
        not_known=_words(parts["not_known"]),
        file_days=keep["file_days"].whole_number(at_least=1),
        candidate_days=keep["candidate_days"].whole_number(at_least=1),
        victims_code={name: _edition(name, part) for name, part in parts["victims_code"].entries().items()},
    )


def _edition(name: str, part: Part) -> CodeEdition:
    fields = part.fields(needed=["words", "source"])
    return CodeEdition(name, fields["words"].text(), fields["source"].text())


def _words(part: Part) -> frozenset[str]:
    return frozenset(str(item.value).lower() for item in part.items())


def _detail(name: str, part: Part) -> tuple[Fact, list[str]]:
    fields = part.fields(needed=["kind", "words"], allowed=["values", "at_least", "at_most", "names"])
    fact = Fact(
        name=name,
        kind=fields["kind"].one_of(KINDS),
        words=fields["words"].text(),
        values=tuple(item.text() for item in fields["values"].items()) if "values" in fields else (),
        at_least=fields["at_least"].whole_number() if "at_least" in fields else 0,
        at_most=fields["at_most"].whole_number() if "at_most" in fields else None,
    )
    return fact, [item.text() for item in fields["names"].items()] if "names" in fields else []


def _follows(part: Part, facts: Mapping[str, Fact]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in part.entries().items():
        if name not in facts or not facts[name].allows(value.value):
            value.refuse(f"'{name}' is no fact, or it cannot have this value.")
        found[name] = value.value
    return found


def _look_up(part: Part, facts: Mapping[str, Fact]) -> LookUp:
    fields = part.fields(needed=["when", "unknown", "words", "source"])
    return LookUp(
        when=read_condition(fields["when"], facts),
        unknown=fields["unknown"].one_of(facts),
        words=fields["words"].text(),
        source=fields["source"].text(),
    )


def _factor(part: Part, table: Mapping[str, Fact]) -> Factor:
    fields = part.fields(needed=["key", "words", "when"])
    return Factor(fields["key"].text(), fields["words"].text(), read_condition(fields["when"], table))
