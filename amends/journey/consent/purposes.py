"""What people are asked to agree to, read from policy/consent: the newest wording first."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read


@dataclass(frozen=True)
class Purpose:
    """One thing that is agreed to on its own. `way` marks a way of communicating."""

    key: str
    title: str
    words: str
    source: str
    way: bool = False
    names_bodies: bool = False
    ends_all: bool = False


@cache
def purposes() -> tuple[str, dict[str, Purpose]]:
    """The version in force and its purposes by key, in the order of the switchboard."""
    newest = max((settings.POLICY_DIR / "consent").glob("*.yaml"))
    parts = read(newest).fields(needed=["version", "purposes"], allowed=["source"])
    return parts["version"].text(), read_records(Purpose, parts["purposes"])


def purpose(key: str) -> Purpose:
    """One purpose. Raises KeyError for a key that policy/consent does not know."""
    return purposes()[1][key]


def ways() -> list[Purpose]:
    """The ways of communicating."""
    return [p for p in purposes()[1].values() if p.way]
