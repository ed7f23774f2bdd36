"""Facts that cannot both be right: pointed out at the desk, so that no screening rests on them unasked."""

from collections.abc import Iterator, Mapping

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.contradictions import contradictions_in
from amends.foundation.policy.facts import Value
from amends.journey.referral.content import Rows
from amends.journey.referral.facts import day_of, facts_from, under_18_of
from amends.journey.referral.models import ReferralPerson
from amends.journey.referral.noticing.notice import Check, Notice, check

Side = ReferralPerson.Side
FIND_OUT = "Find out which is right."
AGES = {
    "victim_under_18": ("Somebody harmed", (Side.HARMED, Side.PARTY_A, Side.PARTY_B)),
    "responsible_under_18": ("The person responsible", (Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B)),
}


def ages_that_differ(rows: Rows) -> Iterator[Notice]:
    """What somebody said of their age, while the birthdays or ages of that side say otherwise."""
    for name in AGES:
        said = {stated[name] for stated in rows.stated.values() if stated.get(name)}
        found = [_age_words(rows, name, young=young) for young in (True, False) if str(young).lower() in said]
        for words in filter(None, found):
            yield check("age-contradiction", f"facts.{name}", f"{words} {FIND_OUT}")


def _age_words(rows: Rows, name: str, *, young: bool) -> str:
    """What stands against it; "" where nothing does."""
    who, sides = AGES[name]
    day = day_of(rows.referral)
    known = {under_18_of(person, day) for person in rows.principals(*sides)}
    if young and known == {False}:
        return f"{who} is said to be under 18, but by their date of birth or age nobody is."
    if not young and True in known:
        return f"{who} is said to be 18 or older, but by their date of birth or age somebody is not."
    return ""


def facts_that_differ(rows: Rows) -> Iterator[Notice]:
    """Plea against court stage, responsibility against denial, and whatever else policy/contradictions.yaml lists."""
    for each in contradictions_in(facts_from(rows)):
        yield check("facts-contradiction", f"facts.{each.at}", f"{each.words} {FIND_OUT}")


def contradictions_of(rows: Rows) -> list[Notice]:
    """Both kinds, for whoever sent the referral."""
    return [*ages_that_differ(rows), *facts_that_differ(rows)]


def check_fits(rows: Rows, stated: Mapping[str, Value | None]) -> None:
    """Refuse facts, about to be typed in, that cannot be right beside each other or beside what is known already."""
    for name in AGES:
        young = stated.get(name)
        if isinstance(young, bool) and (words := _age_words(rows, name, young=young)):
            raise Refused(words, opens="Put the date of birth right first, if it is wrong.", field=name)
    for each in contradictions_in({**facts_from(rows), **stated}, among=stated):
        field = each.at if each.at in stated else next(name for name in each.facts if name in stated)
        raise Refused(each.words, opens="Put the other one right too, if it is wrong.", field=field)


CHECKS: tuple[Check, ...] = (ages_that_differ, facts_that_differ)
