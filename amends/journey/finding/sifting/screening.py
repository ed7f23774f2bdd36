"""What the rules make of rows on paper: the columnar engine decides, and each row says why it is where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from amends.foundation.policy.columns import screen_columns
from amends.foundation.policy.conditions import answer
from amends.foundation.policy.facts import Fact, Value, facts_table
from amends.foundation.policy.outcomes import NEED_FACTS
from amends.foundation.policy.profiles import Profile
from amends.journey.finding.fields import Finding
from amends.journey.finding.models import Candidate

Facts = dict[str, Value]
Result = Candidate.Result
AGAINST = {"not_eligible", "refer_on", "not_yet"}
_ADULT = 18


@dataclass(frozen=True)
class Screened:
    """One row after screening. `why` is empty for what is eligible."""

    decision: str
    rules: list[str]
    missing: list[str]
    result: str
    why: str


def facts_in(values: Mapping[str, Any], *, side: str, on: date, follows: Mapping[str, Value]) -> Facts:
    """The screening facts of a row: its own columns, what follows from a birthday, and from whose caseload it is."""
    table = facts_table()
    facts: Facts = {name: value for name, value in values.items() if name in table and value is not None}
    born = values.get("date_of_birth")
    if born:
        under = (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < _ADULT
        facts.setdefault("responsible_under_18" if side == "responsible" else "victim_under_18", under)
    for name, value in follows.items():
        facts.setdefault(name, value)
    return facts


def screen_rows(profile: Profile, finding: Finding, rows: Sequence[Facts]) -> list[Screened]:
    """A block of rows at once."""
    table = facts_table()
    schema = {name: _type(fact) for name, fact in table.items() if name != "reference"}
    frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    found = screen_columns(profile, frame.lazy()).collect()
    return [
        _placed(profile, finding, facts, (decision, _split(rules), _split(missing)))
        for facts, (decision, rules, missing) in zip(rows, found.iter_rows(), strict=True)
    ]


def _type(fact: Fact) -> pl.DataType:
    return {"truth": pl.Boolean(), "number": pl.Int64()}.get(fact.kind, pl.String())


def _split(text: str | None) -> list[str]:
    return text.split(";") if text else []


def _placed(
    profile: Profile, finding: Finding, facts: Facts, found: tuple[str, list[str], list[str]]
) -> Screened:
    decision, rules, missing = found
    if decision in AGAINST:
        return Screened(decision, rules, missing, Result.NOT_ELIGIBLE, _words(profile, rules))
    for each in finding.look_up:
        if facts.get(each.unknown) is None and answer(each.when, facts):
            return Screened(decision, rules, missing, Result.CHECK_FILE, f"{each.words} ({each.source})")
    still = [name for name in missing if name not in finding.asked_later]
    if decision == NEED_FACTS and still:
        asked = "; ".join(facts_table()[name].words for name in still)
        return Screened(decision, rules, missing, Result.CHECK_FILE, f"Not known: {asked}"[:400])
    return Screened(decision, rules, missing, Result.ELIGIBLE, "")


def _words(profile: Profile, rules: list[str]) -> str:
    return "; ".join(f"{profile.rule(each).words} ({profile.rule(each).source})" for each in rules)[:400]


def outside(criteria: Mapping[str, Any], values: Mapping[str, Any], facts: Facts, *, on: date) -> str:
    """Why a row is not among those looked for at all, or "" (KM-021: offence, sentence, victim known, release)."""
    wanted = criteria.get("offence_category") or []
    if wanted and facts.get("offence_category") not in wanted:
        return "Offence: not one of those looked for."
    sentences = [word.lower() for word in criteria.get("sentence") or []]
    if sentences and not any(word in str(values.get("sentence") or "").lower() for word in sentences):
        return "Sentence: not one of those looked for."
    if criteria.get("victim_known") and facts.get("identifiable_victim") is not True:
        return "No person harmed is known."
    phases = criteria.get("phases") or []
    if phases and values.get("management_phase") not in phases:
        return "Offender management phase: not one of those looked for."
    return _release_outside(criteria, values, on)


def _release_outside(criteria: Mapping[str, Any], values: Mapping[str, Any], on: date) -> str:
    least, most = criteria.get("release_after_days"), criteria.get("release_before_days")
    if least is None and most is None:
        return ""
    release = values.get("release_on")
    if release is None:
        return "Release date not known."
    days = (release - on).days
    if least is not None and days < least:
        return f"Released in fewer than {least} days."
    return f"Released later than in {most} days." if most is not None and days > most else ""
