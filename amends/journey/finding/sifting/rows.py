"""From rows that could be read to possible cases: facts, screening, factors and keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amends.foundation.policy.profiles import Profile
from amends.journey.finding.fields import Finding
from amends.journey.finding.matching import offence_key, person_key
from amends.journey.finding.models import Candidate, Extract
from amends.journey.finding.reading import Read
from amends.journey.finding.sifting.ranking import met_by, score
from amends.journey.finding.sifting.screening import Facts, Screened, facts_in, outside, screen_rows

OWN = (
    *("full_name", "postcode", "person_reference", "offence_reference", "offence", "delivery_point"),
    *("date_of_birth", "offence_on", "release_on", "management_phase"),
)
_LENGTHS = {"full_name": 200, "postcode": 10, "person_reference": 60, "offence_reference": 60, "offence": 300}


@dataclass(frozen=True)
class Sieve:
    """What every row of one file goes through."""

    profile: Profile
    policy: Finding
    weights: Mapping[str, int]
    on: date


def as_candidates(extract: Extract, sieve: Sieve, rows: Sequence[Read]) -> list[Candidate]:
    """The rows of one block, screened at once. Nothing is saved here."""
    kind = extract.agency.kind
    follows = {"referrer_kind": kind, **sieve.policy.follows.get(kind, {})}
    facts = [facts_in(each.values, side=extract.side, on=sieve.on, follows=follows) for each in rows]
    screened = screen_rows(sieve.profile, sieve.policy, facts) if rows else []
    return [
        _candidate(extract, sieve, each, known, result)
        for each, known, result in zip(rows, facts, screened, strict=True)
    ]


def _candidate(extract: Extract, sieve: Sieve, row: Read, facts: Facts, screened: Screened) -> Candidate:
    values = row.values
    off = outside(extract.criteria, values, facts, on=sieve.on)
    met = met_by(sieve.policy, {**facts, **values}, on=sieve.on)
    return Candidate(
        service_id=extract.service_id,
        extract=extract,
        side=extract.side,
        row=row.row,
        **{name: _own(name, values.get(name)) for name in OWN},
        person_key=person_key(str(values.get("person_reference") or "")),
        offence_key=offence_key(
            str(values.get("offence_reference") or ""),
            str(values.get("offence") or ""),
            values.get("offence_on"),  # type: ignore[arg-type]  # a day, by its column
        ),
        facts=facts,
        details={
            name: _plain(v)
            for name, v in values.items()
            if name not in OWN and name not in facts and v is not None
        },
        decision=screened.decision,
        rules=screened.rules,
        missing=screened.missing,
        result=Candidate.Result.OUTSIDE if off else screened.result,
        why=off or screened.why,
        met=met,
        score=score(met, sieve.weights),
    )


def _own(name: str, value: Any) -> Any:
    if name in _LENGTHS or name == "delivery_point":
        return str(value or "")[: _LENGTHS.get(name, 20)]
    return value


def _plain(value: Any) -> str | int | bool:
    return value.isoformat() if isinstance(value, date) else value
