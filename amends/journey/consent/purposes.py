"""What people are asked to agree to and what is explained to them first, from policy/consent: the newest wording."""

from dataclasses import dataclass, field
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import Part, read


@dataclass(frozen=True)
class Purpose:
    """One thing that is agreed to on its own. policy/consent says what each field means."""

    key: str
    title: str
    words: str
    source: str
    easy: str = ""
    way: bool = False
    together: bool = False
    names_bodies: bool = False
    names_items: bool = False
    ends_all: bool = False
    signed: bool = False
    by_word: bool = False
    needs: tuple[str, ...] = ()
    falls_with: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    uses: dict[str, str] = field(default_factory=dict)

    @property
    def small_title(self) -> str:
        """The title inside a sentence."""
        return self.title[0].lower() + self.title[1:]

    def is_for(self, side: str) -> bool:
        """Whether somebody on this side is asked it."""
        return not self.sides or side in self.sides


@dataclass(frozen=True)
class Sheet:
    """What is explained, point by point, before somebody is asked."""

    key: str
    title: str
    source: str
    items: dict[str, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ()
    says_what_is_shared: bool = False


def _newest() -> dict[str, Part]:
    newest = max((settings.POLICY_DIR / "consent").glob("*.yaml"))
    return read(newest).fields(needed=["version", "purposes", "explanations"], allowed=["source"])


@cache
def purposes() -> tuple[str, dict[str, Purpose]]:
    """The version in force and its purposes by key, in the order of the switchboard.

    Raises PolicyError where a purpose needs or explains what the file does not have.
    """
    parts, known = _newest(), sheets()
    found = read_records(Purpose, parts["purposes"])
    for key, entry in parts["purposes"].entries().items():
        unknown = [n for n in (*found[key].needs, *found[key].falls_with) if n not in found] + [
            n for n in found[key].explain if n not in known
        ]
        if unknown:
            entry.refuse(f"'{key}' names what is not in this file: {', '.join(unknown)}.")
    return parts["version"].text(), found


@cache
def sheets() -> dict[str, Sheet]:
    """Everything that is explained, by key."""
    return read_records(Sheet, _newest()["explanations"])


def purpose(key: str) -> Purpose:
    """One purpose. Raises KeyError for a key that policy/consent does not know."""
    return purposes()[1][key]


def sheet_for(wanted: Purpose, side: str) -> Sheet | None:
    """What has to be explained to somebody on this side before their yes to a purpose counts."""
    named = (sheets()[key] for key in wanted.explain)
    return next((sheet for sheet in named if not sheet.sides or side in sheet.sides), None)


def ways() -> list[Purpose]:
    """The ways of communicating."""
    return [p for p in purposes()[1].values() if p.way]
