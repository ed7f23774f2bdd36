"""Finds, in the words of one row, all that has to differ in a copy: keys, numbers, names, ways to reach somebody."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.apps import apps
from django.urls import Resolver404, resolve

from amends.delivery.cli.bulk.names import pools
from amends.delivery.cli.example.moments import amends_models
from amends.delivery.cli.example.sections import Book, Kind
from amends.foundation.lib.locking import MARK


class By(StrEnum):
    """Whether a reference moves with each copy of a case, or with each copy of the team."""

    CASE = "case"
    TEAM = "team"


@dataclass(frozen=True)
class Varying:
    """A part of a text that a copy has differently. `how` is one of the expressions in `writing.py`."""

    how: str
    by: By
    numbers: tuple[int, ...]
    text: str = ""

    @property
    def signature(self) -> tuple[str, ...]:
        return (self.how, self.by)


Piece = str | Varying
# Prefixes of subjects that are not the name of the model whose key follows.
ALIASES = {
    "attachment": "documents.attachment",
    "packnote": "case.case",
    "risk": "risk.assessment",
    "safeguarding": "safeguarding.concern",
    "visit": "contact.visitsafety",
    "police": "risk.policerequest",
    "self_harm": "safeguarding.selfharm",
}
SUBJECT = re.compile(r"^([a-z_]+):(\d+)(.*)$", re.DOTALL)
NUMBER = re.compile(r"\b([A-Z]{2,5}-R?)\d\d-(\d{4,})\b")
DRAMA = re.compile(r"^(07700 ?900 ?|01632 ?960 ?)(\d{3})$")
CRIME = re.compile(r"\b(42/?)(99\d{4})(/?\d\d)\b")
EMAIL = re.compile(r"^([\w.+-]+)(@[\w.-]*example\.org)$")
HOUSE = re.compile(r"^(\d+)( ?[A-Za-z].*)$", re.DOTALL)
POSTCODE = re.compile(r"^(ZZ\d{1,2} ?)(\d)([A-Z]{2})$")
POSTCODE_AT_END = re.compile(r"\b(ZZ\d{1,2} ?)(\d)([A-Z]{2})$")
# `"clock": 12` and `"participant:12"`; what comes before the key is the first group.
JSON_KEY = re.compile(r'("([a-z_]+)(?:": |:))(\d+)')
JSON_NAMES = {"joined": "referral", "other": "referral"}
PLACES = {"value", "address", "to_address", "place", "match_key"}


@dataclass
class Finder:
    """What is known of the example: which rows it has, when its numbers were given, and what its people are called."""

    book: Book
    given: Mapping[str, tuple[int, datetime]] = field(
        default_factory=dict
    )  # number -> its place in the series, when
    staff: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, str]:
        """Model names, as in subjects, with their tables. Where two rooms use one, the alias says which is meant."""
        found = {model._meta.model_name or "": model._meta.db_table for model in amends_models()}
        return {**found, **{name: apps.get_model(label)._meta.db_table for name, label in ALIASES.items()}}

    def moves_by(self, table: str, key: int) -> By | None:
        """With what the row of this key is copied; None when it stays as it is."""
        for section in self.book.sections:
            first, last = section.rows(table) if table in section.first else (0, 0)
            if first < key <= last:
                return {Kind.SERVICE: None, Kind.PEOPLE: By.TEAM}.get(section.kind, By.CASE)
        return None

    def pieces(self, column: str, text: str, names: list[str]) -> list[Piece]:
        """The text cut into what stays and what differs. One whole-text reading wins; else parts are looked for.

        What is still locked stays: one letter changed, and no key would open it again.
        """
        if text.startswith(MARK):
            return [text]
        readings: tuple[Callable[[str, str], list[Piece] | None], ...] = (
            self._subject,
            self._link,
            self._reach,
            self._place,
        )
        for reading in readings:
            if found := reading(column, text):
                return found
        return list(self._within(text, names))

    def pieces_of_json(self, text: str, names: list[str]) -> list[Piece]:
        """The same for a JSON value: keys of rows stand beside the name of their model, or as subjects."""
        if text.startswith(f'"{MARK}'):
            return [text]
        found: list[Piece] = []
        at = 0
        for match in JSON_KEY.finditer(text):
            name = JSON_NAMES.get(match[2], match[2])
            if name in self.tables:
                found += [*self._within(text[at : match.end(1)], names), self._key(name, int(match[3]))]
                at = match.end(3)
        return [*found, *self._within(text[at:], names)]

    def _key(self, name: str, key: int) -> Piece:
        table = self.tables.get(name)
        by = self.moves_by(table, key) if table else By.CASE
        return Varying("key", by, (key,)) if by else str(key)

    def _subject(self, column: str, text: str) -> list[Piece] | None:
        match = SUBJECT.match(text)
        if not match:
            return None
        name, key, rest = match.groups()
        return [f"{name}:", self._key(name, int(key)), rest]

    def _link(self, column: str, text: str) -> list[Piece] | None:
        if not text.startswith("/") or " " in text:
            return None
        try:
            arguments = resolve(text.partition("?")[0]).kwargs
        except Resolver404:
            return None
        found: list[Piece] = []
        for part in re.split(r"(?<=/)(\d+)(?=[/.])", text):
            named = next((n for n, v in arguments.items() if isinstance(v, int) and str(v) == part), None)
            if named:
                found.append(self._key(named.removesuffix("_id"), int(part)))
            else:
                found.extend(self._within(part, []))
        return found

    def _reach(self, column: str, text: str) -> list[Piece] | None:
        """A telephone number, e-mail or postcode that stands alone."""
        if match := DRAMA.match(text):
            return [match[1], Varying("phone", By.CASE, (int(match[2]),))]
        if match := EMAIL.match(text):
            if text in self.staff:
                table = "access_user"
                if self.moves_by(table, self.staff[text]) is not By.TEAM:
                    return [text]
                return [match[1], Varying("nth", By.TEAM, ()), match[2]]
            return [match[1], Varying("nth", By.CASE, ()), match[2]]
        if match := POSTCODE.match(text):
            return [match[1], Varying("postcode", By.CASE, (int(match[2]),))]
        return None

    def _place(self, column: str, text: str) -> list[Piece] | None:
        """An address: its house number and, where it ends in a postcode, that, as the card of the person has them."""
        match = HOUSE.match(text) if column in PLACES else None
        if not match:
            return None
        house, rest = Varying("house", By.CASE, (int(match[1]),)), match[2]
        if end := POSTCODE_AT_END.search(rest):
            return [house, rest[: end.start()] + end[1], Varying("postcode", By.CASE, (int(end[2]),))]
        return [house, rest]

    def _within(self, text: str, names: list[str]) -> Iterator[Piece]:
        """Numbers of cases and referrals, crime numbers, and names of people, wherever they stand."""
        known = [*sorted(names, key=len, reverse=True), *self.staff_names]
        pattern = "|".join([NUMBER.pattern, CRIME.pattern, *(re.escape(name) for name in known)])
        at = 0
        for match in re.finditer(pattern, text):
            if match.start() > at:
                yield text[at : match.start()]
            yield from self._found(match[0], names)
            at = match.end()
        if at < len(text):
            yield text[at:]

    @cached_property
    def staff_names(self) -> list[str]:
        """People of the team, longest first."""
        return sorted((name for name in self.staff if "@" not in name), key=len, reverse=True)

    def _found(self, text: str, names: list[str]) -> Iterator[Piece]:
        if match := NUMBER.fullmatch(text):
            if text in self.given:
                place, moment = self.given[text]
                yield from (match[1], Varying("number", By.CASE, (place,), moment.isoformat()))
            else:
                yield text
        elif match := CRIME.fullmatch(text):
            yield from (match[1], Varying("crime", By.CASE, (int(match[2]),)), match[3])
        else:
            yield from name_pieces(text, By.CASE if text in names else By.TEAM)


def name_pieces(full_name: str, by: By) -> list[Piece]:
    """A name as picks from pools: the first changes fastest, so that neighbouring copies differ."""
    found: list[Piece] = []
    divisor = 1
    own = pools(full_name)
    for place, pool in enumerate(own):
        if place == 1 and len(own) > place + 1:
            found.append(" ")
        found.append(Varying("pool", by, (divisor, len(pool)), "|".join(pool)))
        divisor *= len(pool)
    return found
