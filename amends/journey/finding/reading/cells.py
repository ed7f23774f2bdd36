"""What one cell says, in the words of the facts. What it cannot say is refused with a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from amends.foundation.policy.facts import Fact
from amends.journey.finding.fields import Finding, plain

Cell = str | int | bool | date | None
_LONGEST = 300
_QUOTED = 40
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?%?\Z", re.ASCII)
_DAYS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d/%m/%y",
    "%d-%b-%y",
)
_FORMULA = re.compile(r"[=@]|[+-](?![\d\s(])")
_LATEST_YEARS = 60


class BadCellError(ValueError):
    """A cell holds something its column cannot hold. The sentence is fit to be shown, and says what was expected."""


def read_cell(finding: Finding, fact: Fact, text: str, words: Mapping[str, str]) -> Cell:
    """The value of a cell, None where nothing is known. `words` are what the agency's own words mean."""
    text = text.strip()
    if text.lower() in finding.not_known:
        return None
    if _FORMULA.match(text):
        raise BadCellError("This cell holds a formula, not a value.")
    if fact.kind == "date":
        return _day(text)
    if fact.kind == "truth":
        return _truth(finding, text)
    if fact.kind == "number":
        return _number(fact, text)
    if fact.kind == "choice":
        return _choice(fact, text, words)
    if len(text) > _LONGEST:
        raise BadCellError(f"This cell has {len(text)} letters; {_LONGEST} is the most.")
    return text


def _shown(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _day(text: str) -> date:
    for form in _DAYS:
        try:
            day = datetime.strptime(text[:20].removesuffix(" 00:00:00"), form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        if not 1900 <= day.year <= date.today().year + _LATEST_YEARS:  # noqa: DTZ011, PLR2004  # a plain sanity check
            break
        return day
    raise BadCellError(f"“{_shown(text)}” is not a date such as 27/03/1985.")


def _truth(finding: Finding, text: str) -> bool:
    if text.lower() in finding.yes:
        return True
    if text.lower() in finding.no:
        return False
    raise BadCellError(f"“{_shown(text)}” is neither yes nor no.")


def _number(fact: Fact, text: str) -> int:
    found = _WHOLE.match(text)
    if found is None or not fact.allows(int(found[1])):
        raise BadCellError(f"“{_shown(text)}” is not {fact.allowed}.")
    return int(found[1])


def _choice(fact: Fact, text: str, words: Mapping[str, str]) -> str | None:
    key = plain(text)
    if key in words:
        return words[key] or None
    for value in fact.values:
        if plain(value) == key:
            return value
    raise BadCellError(f"“{_shown(text)}” is not {fact.allowed.replace('_', ' ')}.")
