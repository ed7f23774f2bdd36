"""What people are asked to agree to, read from policy/consent: the newest wording first."""

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings


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
    text = yaml.safe_load(newest.read_text())
    return text["version"], {key: Purpose(key=key, **fields) for key, fields in text["purposes"].items()}


def purpose(key: str) -> Purpose:
    """One purpose. Raises KeyError for a key that policy/consent does not know."""
    return purposes()[1][key]


def ways() -> list[Purpose]:
    """The ways of communicating."""
    return [p for p in purposes()[1].values() if p.way]
