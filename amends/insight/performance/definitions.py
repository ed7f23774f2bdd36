"""What every figure is called, what it counts and of what, read from policy/figures.yaml."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import Part, read


@dataclass(frozen=True)
class Definition:
    """One figure in words. `target` is the share in per cent that it should reach."""

    key: str
    group: str
    title: str
    words: str
    numerator: str
    day: str
    source: str
    denominator: str = ""
    target: int | None = None


@cache
def definitions() -> dict[str, Definition]:
    """Every figure by key, in the order of the summary."""
    return read_records(Definition, _parts()["figures"])


@cache
def groups() -> dict[str, str]:
    """The headings of the summary, in order."""
    return {key: part.text() for key, part in _parts()["groups"].entries().items()}


def _parts() -> dict[str, Part]:
    return read(settings.POLICY_DIR / "figures.yaml").fields(needed=["version", "groups", "figures"])
