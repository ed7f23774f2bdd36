"""OGRS3, a historical risk score from basic facts. Its table is data (policy/ogrs3.yaml); this is the formula.

    z     = A + c * ln((1 + previous) / (10 + age now - age at first sanction)) + history + age and sex + offence
    score = 100 * e^z / (1 + e^z), rounded half up and kept between 1 and 99

A score speaks of groups of people. Nothing in the product lets one decide by itself.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from amends.foundation.lib.dates import age_on
from amends.foundation.policy.source import Part, policy_folder, read

YOUNGEST = 10
CAREER_OFFSET = 10
LOWEST, HIGHEST = 1, 99


class BadScoreFactError(ValueError):
    """A fact from which no score can be worked out. `fact` names it; the sentence is fit to be shown."""

    def __init__(self, fact: str, sentence: str) -> None:
        super().__init__(sentence)
        self.fact = fact


@dataclass(frozen=True)
class Facts:
    """What the score is worked out from. `sanctions` are occasions, cautions and convictions, this one included."""

    sex: str
    born: date
    convicted_on: date
    follow_up_from: date
    sanctions: int
    age_at_first: int
    offence: str
    is_caution: bool = False
    convicted_before: bool | None = None


@dataclass(frozen=True)
class Result:
    """Whole per cent for one and two years, with the exact figures behind them and the band of the second."""

    one_year: int
    two_year: int
    exact_one: float
    exact_two: float
    band: str
    copas: float
    version: int


@dataclass(frozen=True)
class Table:
    """The figures of one version."""

    version: int
    source: str
    words: str
    one: float
    two: float
    copas: float
    history: Mapping[str, float]
    ages: tuple[tuple[int, int, Mapping[str, float]], ...]
    offences: Mapping[str, tuple[str, float]]
    bands: tuple[tuple[int, str], ...]


def ogrs3_table(folder: Path | None = None) -> Table:
    """The table in force."""
    return _read(policy_folder(folder) / "ogrs3.yaml")


def ogrs3(facts: Facts, folder: Path | None = None) -> Result:
    """The score. Raises BadScoreFactError for facts that cannot be; an unknown offence is never guessed."""
    table = ogrs3_table(folder)
    age_then, age_now = _checked_ages(facts)
    if facts.offence not in table.offences:
        raise BadScoreFactError("offence", f"OGRS3 has no kind of offence called “{facts.offence}”.")
    copas = math.log(facts.sanctions / (CAREER_OFFSET + age_then - facts.age_at_first))
    z = (
        table.copas * copas
        + table.history[history_of(facts)]
        + _age_and_sex(table, age_now, facts.sex)
        + table.offences[facts.offence][1]
    )
    one, two = _sigmoid(table.one + z), _sigmoid(table.two + z)
    percent = _percent(two)
    return Result(
        one_year=_percent(one),
        two_year=percent,
        exact_one=one,
        exact_two=two,
        band=[words for least, words in table.bands if percent >= least][-1],
        copas=table.copas * copas,
        version=table.version,
    )


def history_of(facts: Facts) -> str:
    """Which line of the history table applies."""
    if facts.sanctions == 1:
        return "first_caution" if facts.is_caution else "first_conviction"
    if not facts.is_caution:
        return "repeat_conviction"
    if facts.convicted_before is None:
        raise BadScoreFactError("convicted_before", "Say whether there was a conviction before this caution.")
    return "caution_after_conviction" if facts.convicted_before else "caution_after_caution"


def _checked_ages(facts: Facts) -> tuple[int, int]:
    """Ages at conviction and at the start of follow-up."""
    age_then, age_now = age_on(facts.born, facts.convicted_on), age_on(facts.born, facts.follow_up_from)
    if facts.sex not in {"male", "female"}:
        raise BadScoreFactError("sex", "OGRS3 was made for male or female only.")
    if age_then < YOUNGEST:
        raise BadScoreFactError("convicted_on", "Nobody under 10 can be convicted.")
    if facts.follow_up_from < facts.convicted_on:
        raise BadScoreFactError("follow_up_from", "Follow-up cannot start before the conviction.")
    if facts.age_at_first > age_then:
        raise BadScoreFactError("age_at_first", "The first sanction cannot be later than this one.")
    if facts.age_at_first < YOUNGEST:
        raise BadScoreFactError("age_at_first", "Nobody under 10 can be sanctioned.")
    if facts.sanctions < 1:
        raise BadScoreFactError("sanctions", "This sanction counts too, so there is at least one.")
    if facts.sanctions == 1 and facts.age_at_first != age_then:
        raise BadScoreFactError("age_at_first", "With one sanction only, the first one is this one.")
    return age_then, age_now


def _age_and_sex(table: Table, age: int, sex: str) -> float:
    for least, most, weights in table.ages:
        if least <= age <= most:
            return weights[sex]
    raise BadScoreFactError("follow_up_from", f"OGRS3 has no figure for somebody aged {age}.")


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _percent(share: float) -> int:
    whole = int((Decimal(str(share)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return min(max(whole, LOWEST), HIGHEST)


@cache
def _read(file: Path) -> Table:
    fields = read(file).fields(
        needed=["version", "source", "words", "years", "copas", "history", "ages", "offences", "bands"]
    )
    years = fields["years"].fields(needed=["one", "two"])
    return Table(
        version=fields["version"].whole_number(at_least=1),
        source=fields["source"].text(),
        words=fields["words"].text(),
        one=_figure(years["one"]),
        two=_figure(years["two"]),
        copas=_figure(fields["copas"]),
        history={name: _figure(part) for name, part in fields["history"].entries().items()},
        ages=tuple(_ages(part) for part in fields["ages"].items()),
        offences={name: _offence(part) for name, part in fields["offences"].entries().items()},
        bands=tuple(_band(part) for part in fields["bands"].items()),
    )


def _figure(part: Part) -> float:
    if isinstance(part.value, bool) or not isinstance(part.value, int | float):
        part.refuse("expected a figure such as 0.0328.")
    return float(part.value)


def _ages(part: Part) -> tuple[int, int, Mapping[str, float]]:
    fields = part.fields(needed=["at_least", "at_most", "male", "female"])
    weights = {sex: _figure(fields[sex]) for sex in ("male", "female")}
    return fields["at_least"].whole_number(), fields["at_most"].whole_number(), weights


def _offence(part: Part) -> tuple[str, float]:
    fields = part.fields(needed=["words", "weight"])
    return fields["words"].text(), _figure(fields["weight"])


def _band(part: Part) -> tuple[int, str]:
    fields = part.fields(needed=["at_least", "words"])
    return fields["at_least"].whole_number(), fields["words"].text()
