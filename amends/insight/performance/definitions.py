"""What every figure is called, what it counts and of what, read from policy/figures.yaml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings


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
    return {key: Definition(key=key, **fields) for key, fields in _text()["figures"].items()}


@cache
def groups() -> dict[str, str]:
    """The headings of the summary, in order."""
    return dict(_text()["groups"])


def _text() -> dict[str, Any]:
    text: dict[str, Any] = yaml.safe_load((settings.POLICY_DIR / "figures.yaml").read_text())
    return text
