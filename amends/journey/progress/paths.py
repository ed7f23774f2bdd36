"""The paths of policy/paths.yaml: which steps a case has by the way it came, and whose each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.access.models import AgencyKind
from amends.foundation.policy.source import read

_ROUTES = {AgencyKind.POLICE: "police", AgencyKind.FIRE: "fire"}


@dataclass(frozen=True)
class PathStep:
    """One step, with the ways in which it can end."""

    key: str
    title: str
    outcomes: Mapping[str, str]


@dataclass(frozen=True)
class Route:
    """One way for a case to come; `actors` says whose each step is."""

    key: str
    title: str
    actors: Mapping[str, str]


@dataclass(frozen=True)
class Paths:
    """Everything the file says. `source` is the paragraph that asks for the steps."""

    source: str
    steps: Mapping[str, PathStep]
    routes: Mapping[str, Route]


@cache
def paths() -> Paths:
    """Raises PolicyError where a route leaves a step without somebody whose it is, or names nobody known."""
    parts = read(settings.POLICY_DIR / "paths.yaml").fields(
        needed=["version", "source", "actors", "steps", "routes"]
    )
    who = {key: part.text() for key, part in parts["actors"].entries().items()}
    steps = {}
    for key, entry in parts["steps"].entries().items():
        fields = entry.fields(needed=["title", "outcomes"])
        ends = {name: part.text() for name, part in fields["outcomes"].entries().items()}
        steps[key] = PathStep(key, fields["title"].text(), ends)
    routes = {}
    for key, entry in parts["routes"].entries().items():
        fields = entry.fields(needed=["title", "actors"])
        named = fields["actors"].fields(needed=list(steps))
        routes[key] = Route(
            key, fields["title"].text(), {step: who[part.one_of(who)] for step, part in named.items()}
        )
    return Paths(parts["source"].text(), steps, routes)


def route_for(kind: str) -> Route:
    """The route of a case that came from this kind of body; `kind` is empty where nobody referred it."""
    return paths().routes[_ROUTES.get(kind, "partner")]  # type: ignore[call-overload]  # a kind by its value
