"""Kinds of service that are not restorative justice, with their cautions: read from policy/awareness.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.policy.records import read_record
from amends.foundation.policy.source import read
from amends.journey.awareness.models import ListedService

SOURCE = "HMPPS 6.26"


@dataclass(frozen=True)
class NotRestorative:
    """One kind: what it is, and what to beware of when choosing it."""

    key: str
    words: str
    cautions: tuple[str, ...]


def kinds() -> dict[str, NotRestorative]:
    """Every kind that is not restorative justice, by key."""
    return _read(Path(settings.POLICY_DIR))[1]


def cautions_version() -> int:
    """The version of the cautions, kept with every choice."""
    return _read(Path(settings.POLICY_DIR))[0]


@cache
def _read(folder: Path) -> tuple[int, dict[str, NotRestorative]]:
    parts = read(folder / "awareness.yaml").fields(needed=["version", "source", "kinds"])
    wanted = [kind.value for kind in ListedService.Kind if kind != ListedService.Kind.RJ]
    found = {
        key: read_record(NotRestorative, part, key=key)
        for key, part in parts["kinds"].fields(needed=wanted).items()
    }
    for key, kind in found.items():
        if not kind.cautions:
            parts["kinds"].refuse(f"'{key}' has no cautions.")
    return parts["version"].whole_number(at_least=1), found
