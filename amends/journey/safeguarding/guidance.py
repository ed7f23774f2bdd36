"""What cannot stay confidential, read from policy/safeguarding.yaml, in the version that people confirm having read."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read


@dataclass(frozen=True)
class Part:
    """One thing that must be passed on: what, to whom, how, and how soon."""

    key: str
    what: str
    to: str
    how: str
    soon: str


@dataclass(frozen=True)
class Guidance:
    """The whole of it."""

    version: str
    source: str
    before: str
    after: str
    parts: tuple[Part, ...]


@cache
def guidance() -> Guidance:
    """The guidance that holds now."""
    names = ("version", "source", "before", "after")
    found = read(settings.POLICY_DIR / "safeguarding.yaml").fields(needed=[*names, "parts"])
    parts = tuple(read_records(Part, found["parts"]).values())
    return Guidance(**{name: str(found[name].value) for name in names}, parts=parts)
