"""Who the people are: ages, sides, doubles, those who were never asked, and those who must not interpret."""

from collections import defaultdict
from collections.abc import Iterator

from amends.foundation.lib.dates import long_date
from amends.foundation.people.needs import is_a_need
from amends.journey.referral.content import Rows
from amends.journey.referral.facts import age_of, day_of, under_18_of
from amends.journey.referral.matching import WRITTEN_DAY, reference_key
from amends.journey.referral.models import ReferralPerson
from amends.journey.referral.noticing.notice import Check, Notice, check, know, place_of, stop

Side, Part, Consent = ReferralPerson.Side, ReferralPerson.Part, ReferralPerson.Consent
OLDEST, CRIMINAL_RESPONSIBILITY = 105, 10
RELEASE_SOON_DAYS = 56
ENGLISH = {"", "english"}


def unlikely_ages(rows: Rows) -> Iterator[Notice]:
    """An age nobody has, a birthday to come, or a day that is not in the calendar."""
    day = day_of(rows.referral)
    for person in rows.people:
        age, where = age_of(person, day), place_of(person, "date_of_birth")
        if age is not None and not 0 <= age <= OLDEST:
            yield check("unlikely-age", where, f"{person.full_name} would be {age}. Check the date of birth.")
        elif age is not None and age < CRIMINAL_RESPONSIBILITY and person.side == Side.RESPONSIBLE:
            words = f"{person.full_name} would be {age}, too young to answer for an offence. Check the date of birth."
            yield check("unlikely-age", where, words)
        written = WRITTEN_DAY.search(person.age_note)
        if written:
            words = f"The date of birth of {person.full_name} is written as {written[0]} and cannot be right."
            yield check("impossible-date", where, f"{words} Confirm who it is before you write to anybody.")


def on_both_sides(rows: Rows) -> Iterator[Notice]:
    """A supporter who is also a party, somebody of whom it is not clear whose side they are on, and links."""
    by_name: dict[str, list[ReferralPerson]] = defaultdict(list)
    for person in rows.people:
        by_name[person.full_name.casefold()].append(person)
        if person.side == Side.UNKNOWN and person.part != Part.PRINCIPAL and person.relationship:
            words = f"{person.full_name} ({person.relationship}) may belong to both sides. Settle it with them first."
            yield check("whose-side", place_of(person, "side"), words)
    for people in by_name.values():
        if len(people) > 1:
            words = f"{people[0].full_name} is named more than once. The same person cannot support and be a party."
            yield check("named-twice", place_of(people[-1]), words)


def supporters(rows: Rows) -> Iterator[Notice]:
    """A supporter with a warning is weighed before being agreed to."""
    for person in rows.people:
        if person.part in {Part.SUPPORTER, Part.PARENT} and (person.warning or person.note):
            words = f"Weigh whether {person.full_name} can be a supporter: {person.warning or person.note}"
            yield check("supporter-to-weigh", place_of(person), words)


def roles(rows: Rows) -> Iterator[Notice]:
    """Two people on one form, or nobody plainly harmed or responsible: separate files from the start."""
    principals = [person for person in rows.people if person.part == Part.PRINCIPAL]
    if rows.principals(Side.PARTY_A) and rows.principals(Side.PARTY_B):
        yield know(
            "two-parties", "people", "It is not clear who harmed whom. Each party has a file of their own."
        )
    elif any(person.side == Side.UNKNOWN for person in principals):
        yield check(
            "sides-not-clear", "people", "Say for each person whether they were harmed or are responsible."
        )


def several_harmed(rows: Rows) -> Iterator[Notice]:
    """Where several were harmed, each is asked; those who said no, or were not asked, are left alone."""
    harmed = rows.harmed()
    asked = [person for person in harmed if person.consent == Consent.GIVEN]
    if len(harmed) > 1 and len(asked) < len(harmed):
        words = f"{len(harmed)} were harmed and {len(asked)} agreed. Only those who agreed may be contacted or invited."
        yield stop("not-all-asked", "people", words)
    for person in rows.people:
        if person.consent == Consent.REFUSED:
            words = f"{person.full_name} said no. Do not contact them. Plan for them turning up if that may happen."
            yield stop("said-no", place_of(person, "consent"), words)


def organisations(rows: Rows) -> Iterator[Notice]:
    """A signature for a company or a group binds only if the one who signs may bind it."""
    for person in rows.people:
        if person.kind != ReferralPerson.Kind.PERSON and person.consent == Consent.GIVEN:
            who = f" ({person.consent_name})" if person.consent_name else ""
            words = f"Somebody signed for {person.full_name}{who}. Make sure they may, and for how long they stay."
            yield check("signed-for-organisation", place_of(person, "consent"), words)


def interpreters(rows: Rows) -> Iterator[Notice]:
    """An independent interpreter: never a child, never somebody from the case."""
    for person in rows.people:
        if person.interpreter_needed or person.language.strip().casefold() not in ENGLISH:
            language = person.language or "another language"
            words = f"{person.full_name} speaks {language}. Offer an independent interpreter, never anybody in the case."
            yield check("interpreter", place_of(person, "language"), words)
    if rows.referral.one_speaks_for_other == "yes":
        words = "One of them answers, translates or signs for the other. See the other alone, by a way of their own."
        yield stop("speaks-for-other", "referral.one_speaks_for_other", words)


def needs(rows: Rows) -> Iterator[Notice]:
    """What somebody needs in order to take part."""
    for person in rows.people:
        if is_a_need(person.access_needs):
            yield know(
                "needs", place_of(person, "access_needs"), f"{person.full_name}: {person.access_needs}"
            )


def family_behind_it(rows: Rows) -> Iterator[Notice]:
    """Partners, former partners or family, while the checklist says that there is no abuse (appendix E, checklist)."""
    if rows.referral.between_them in {"partners", "family"} and rows.answer("abuse") != "yes":
        words = (
            "They are, or were, partners or family. Have domestic abuse assessed before anybody is contacted."
        )
        yield stop("domestic-element", "referral.between_them", words)


def prison(rows: Rows) -> Iterator[Notice]:
    """A release that is near, and prison numbers that differ."""
    received = day_of(rows.referral)
    for person in rows.people:
        if person.release_on and 0 <= (person.release_on - received).days <= RELEASE_SOON_DAYS:
            words = f"{person.full_name} is released on {long_date(person.release_on)}. Plan who takes over outside."
            yield check("release-soon", place_of(person, "release_on"), words)
        numbers = {reference_key(r.value) for r in rows.references if r.kind == "prison"}
        if person.reference and numbers - {reference_key(person.reference)}:
            words = f"Two different prison numbers are given for {person.full_name}. Confirm who it is."
            yield check("two-prison-numbers", place_of(person, "reference"), words)


def young_person_answer(rows: Rows) -> Iterator[Notice]:
    """The checklist and the birthdays say different things."""
    day, answer = day_of(rows.referral), rows.answer("young_person")
    principals = rows.principals(Side.HARMED, Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B, Side.UNKNOWN)
    young = [person for person in principals if under_18_of(person, day)]
    if young and answer == "no":
        words = f"The checklist says that no young person is involved, but {young[0].full_name} is under 18."
        yield stop("young-person-missed", "checklist.young_person", words)
    elif answer == "yes" and principals and all(under_18_of(person, day) is False for person in principals):
        words = "The checklist says that a young person is involved, but none of the people themselves is under 18."
        yield check("young-person-not-party", "checklist.young_person", f"{words} Find out whom it means.")


CHECKS: tuple[Check, ...] = (
    unlikely_ages,
    on_both_sides,
    supporters,
    roles,
    several_harmed,
    organisations,
    interpreters,
    needs,
    family_behind_it,
    prison,
    young_person_answer,
)
