"""Limits, allowances and distances as the service has set them (`policy/workload.yaml`, `policy/places.yaml`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import hypot
from pathlib import Path

from amends.foundation.policy.source import Part, policy_folder, read


@dataclass(frozen=True)
class Workload:
    """How much one facilitator can carry, with where that is written."""

    open_cases: int
    serious_cases: int
    limits_source: str
    hours_by_family: dict[str, int]
    related_hours: dict[str, int]
    allowances_source: str
    guide_hours_a_case: int
    guide_hours_a_week: int
    guide_source: str

    def allowance(self, family: str) -> int:
        """Hours a case of this family usually takes one facilitator; the longest where it is not listed."""
        return self.hours_by_family.get(family, max(self.hours_by_family.values()))

    @property
    def related(self) -> int:
        """Hours a month that go to supervision and the like."""
        return sum(self.related_hours.values())


def workload(folder: Path | None = None) -> Workload:
    """The figures that hold now."""
    return _workload(policy_folder(folder))


@cache
def _workload(folder: Path) -> Workload:
    parts = read(folder / "workload.yaml").fields(needed=["limits", "allowances", "guide"])
    limits = parts["limits"].fields(needed=["open_cases", "serious_cases", "source"])
    allowances = parts["allowances"].fields(needed=["cases", "related_a_month", "source"])
    guide = parts["guide"].fields(needed=["hours_a_case", "hours_a_week", "source"])
    return Workload(
        open_cases=limits["open_cases"].whole_number(at_least=1),
        serious_cases=limits["serious_cases"].whole_number(),
        limits_source=limits["source"].text(),
        hours_by_family={k: v.whole_number(at_least=1) for k, v in allowances["cases"].entries().items()},
        related_hours={k: v.whole_number() for k, v in allowances["related_a_month"].entries().items()},
        allowances_source=allowances["source"].text(),
        guide_hours_a_case=guide["hours_a_case"].whole_number(at_least=1),
        guide_hours_a_week=guide["hours_a_week"].whole_number(at_least=1),
        guide_source=guide["source"].text(),
    )


@cache
def _places(folder: Path) -> dict[str, tuple[int, int]]:
    entries = read(folder / "places.yaml").fields(needed=["places"])["places"].entries()
    return {name: _place(part.items()) for name, part in entries.items()}


def _place(parts: list[Part]) -> tuple[int, int]:
    east, north = (part.whole_number() for part in parts)
    return east, north


def outward(postcode: str) -> str:
    """The first half of a postcode, however it was typed: CO4 of "co4 3sq"; "" where there is none."""
    joined = "".join(postcode.upper().split())
    return joined[:-3] if len(joined) > 4 else joined  # noqa: PLR2004  # the second half always has three signs


def places(folder: Path | None = None) -> dict[str, tuple[int, int]]:
    """Where each half postcode lies."""
    return _places(policy_folder(folder))


def kilometres(one: str, other: str, folder: Path | None = None) -> int | None:
    """Roughly how far two half postcodes lie apart; None where either is not in the list."""
    known = places(folder)
    here, there = known.get(one), known.get(other)
    if not here or not there:
        return None
    return round(hypot(here[0] - there[0], here[1] - there[1]))


def nearest_first(areas: Iterable[str], folder: Path | None = None) -> list[str]:
    """Every half postcode of the list, by how far it lies from all of these; empty where none of them is in the list."""
    places = _places(policy_folder(folder))
    known = [places[area] for area in areas if area in places]

    def away(area: str) -> tuple[float, str]:
        east, north = places[area]
        return max(hypot(east - here[0], north - here[1]) for here in known), area

    return sorted(places, key=away) if known else []
