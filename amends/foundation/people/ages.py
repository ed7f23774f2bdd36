"""How old somebody was and is, and which adults that brings in. These are safety rules: no setting changes them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amends.foundation.lib.dates import age_on
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person

OWN_SAY, ADULT = 15, 18
SOURCE = "Wait 'til Eight section 5 para 4"


class Reach(StrEnum):
    """How somebody of an age is reached."""

    THROUGH_ADULT = "through_adult"
    TOGETHER = "together"
    DIRECTLY = "directly"


def reach_at(age: int) -> Reach:
    """Up to 14 through the parent or guardian alone, from 15 to 17 together with them, from 18 directly."""
    if age < OWN_SAY:
        return Reach.THROUGH_ADULT
    return Reach.TOGETHER if age < ADULT else Reach.DIRECTLY


@dataclass(frozen=True)
class Ages:
    """Full years at the offence and now; None where the day is not known, or they were not born."""

    then: int | None
    now: int | None

    @property
    def child_factor(self) -> bool:
        """Whether they were or are a child: either is enough (HMPPS framework 4.4)."""
        return any(age is not None and age < ADULT for age in (self.then, self.now))


def ages(born: date, offence_on: date | None, today: date) -> Ages:
    """Both ages, worked out from the date of birth."""
    then = age_on(born, offence_on) if offence_on and offence_on >= born else None
    return Ages(then=then, now=age_on(born, today) if today >= born else None)


def reach_of(person: Person | None, on: date) -> Reach:
    """The same for a person on a file. Without a date of birth, a child counts as one who is reached through adults."""
    if person is None or person.kind != Person.Kind.PERSON:
        return Reach.DIRECTLY
    if person.date_of_birth:
        return reach_at(age_on(person.date_of_birth, on))
    return Reach.THROUGH_ADULT if person.under_18 else Reach.DIRECTLY


def check_written_to_themselves(person: Person | None, on: date) -> None:
    """Refuse to write or ring somebody up to 14: whatever is for them goes to their parent or guardian (W8-222)."""
    if reach_of(person, on) is Reach.THROUGH_ADULT:
        raise Refused(
            "This person is too young to be contacted themselves.",
            source=SOURCE,
            opens="Contact their parent or guardian, who passes it on.",
        )
