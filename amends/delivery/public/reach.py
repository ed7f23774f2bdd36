"""How to reach a service, and where to read more: one block for every page that the public reads (EX-081)."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read


@dataclass(frozen=True)
class Place:
    """Somewhere to read more about restorative justice."""

    key: str
    name: str
    address: str


@cache
def more_about() -> dict[str, Place]:
    """All of them by key, from policy/more-about.yaml, in order."""
    parts = read(settings.POLICY_DIR / "more-about.yaml").fields(needed=["version", "source", "places"])
    return read_records(Place, parts["places"])
