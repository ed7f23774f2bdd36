"""One thing noticed in a referral, and how much it matters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from amends.journey.referral.content import Rows
from amends.journey.referral.models import ReferralPerson


class Severity(StrEnum):
    """`stop`: before anything else is done. `check`: find out. `know`: bear it in mind."""

    STOP = "stop"
    CHECK = "check"
    KNOW = "know"


@dataclass(frozen=True)
class Notice:
    """`code` names the check; `where` the part it is about, such as people.1.contacts."""

    words: str
    where: str
    severity: Severity
    code: str


Check = Callable[[Rows], Iterator[Notice]]


def stop(code: str, where: str, words: str) -> Notice:
    """Something to settle before anything else is done."""
    return Notice(words, where, Severity.STOP, code)


def check(code: str, where: str, words: str) -> Notice:
    """Something to find out."""
    return Notice(words, where, Severity.CHECK, code)


def know(code: str, where: str, words: str) -> Notice:
    """Something to bear in mind."""
    return Notice(words, where, Severity.KNOW, code)


def place_of(person: ReferralPerson, part: str = "") -> str:
    """Where a person stands in the referral."""
    return f"people.{person.position}.{part}" if part else f"people.{person.position}"
