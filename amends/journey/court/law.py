"""What policy/court says: the statutory basis by legal vehicle and day, and how the service advises courts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import Part, read

VEHICLES = ("community_order", "suspended_sentence_order", "deferred_sentence", "licence")


@dataclass(frozen=True)
class Basis:
    """One entry of the dated list; `months` is the longest time the vehicle allows, where it has one."""

    vehicle: str
    called: str
    basis: str
    source: str
    starts: date
    ends: date | None
    months: int | None

    def covers(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Advice:
    """How the service advises courts. Days and meetings are counts; months are calendar months."""

    criteria: tuple[str, ...]
    caution: str
    indication: str
    promises: tuple[str, ...]
    deferment_report_working_days: int
    fewest_meetings: int
    most_days: int
    fewest_supervision_months: int

    def promised(self, text: str) -> list[str]:
        """Words in a text that promise what nobody can promise (PF-083)."""
        found = (re.search(pattern, text, re.IGNORECASE) for pattern in self.promises)
        return [match[0] for match in found if match]


def basis_on(vehicle: str, day: date, folder: Path | None = None) -> Basis | None:
    """The entry in force on a day; None for custody, where taking part rests on nothing but consent."""
    for entry in _bases(_folder(folder)):
        if entry.vehicle == vehicle and entry.covers(day):
            return entry
    return None


def check_basis(vehicle: str, day: date) -> Basis:
    """The entry in force, or a refusal that says what is missing in policy/court."""
    found = basis_on(vehicle, day)
    if found is None:
        raise Refused(
            "There is no statutory basis on record for this on that day.",
            source="Wait 'til Eight appendix 2E, types of sentence",
            opens="Add it to policy/court/legal-basis.yaml.",
            field="vehicle",
        )
    return found


def advice(folder: Path | None = None) -> Advice:
    """What policy/court/advice.yaml says."""
    return _advice(_folder(folder))


def _folder(folder: Path | None) -> Path:
    return (folder or Path(settings.POLICY_DIR)) / "court"


@cache
def _bases(folder: Path) -> tuple[Basis, ...]:
    part = read(folder / "legal-basis.yaml")
    entries = part.fields(needed=["entries"])["entries"].items()
    found = [_basis(entry) for entry in entries]
    for number, entry in enumerate(found):
        for other in found[:number]:
            if other.vehicle == entry.vehicle and (other.covers(entry.starts) or entry.covers(other.starts)):
                entries[number].refuse(f"two entries for {entry.vehicle} hold on the same day.")
    return tuple(found)


def _basis(part: Part) -> Basis:
    fields = part.fields(needed=["vehicle", "called", "basis", "from", "source"], allowed=["to", "months"])
    starts = fields["from"].day()
    ends = fields["to"].day() if "to" in fields else None
    if ends and ends < starts:
        fields["to"].refuse("an entry cannot end before it begins.")
    return Basis(
        vehicle=fields["vehicle"].one_of(VEHICLES),
        called=fields["called"].text(),
        basis=fields["basis"].text(),
        source=fields["source"].text(),
        starts=starts,
        ends=ends,
        months=fields["months"].whole_number(at_least=1) if "months" in fields else None,
    )


_NUMBERS = (
    "deferment_report_working_days",
    "fewest_meetings",
    "most_days",
    "fewest_supervision_months",
)


@cache
def _advice(folder: Path) -> Advice:
    fields = read(folder / "advice.yaml").fields(
        needed=["criteria", "caution", "indication", "promises", *_NUMBERS]
    )
    numbers: Mapping[str, int] = {name: fields[name].whole_number(at_least=1) for name in _NUMBERS}
    for part in fields["promises"].items():
        try:
            re.compile(part.text())
        except re.error as problem:
            part.refuse(f"this is not a regular expression: {problem}.")
    return Advice(
        criteria=tuple(part.text() for part in fields["criteria"].items()),
        caution=fields["caution"].text(),
        indication=fields["indication"].text(),
        promises=tuple(part.text() for part in fields["promises"].items()),
        **numbers,
    )
