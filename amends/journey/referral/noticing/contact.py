"""Numbers and addresses: whose they are, whether they are numbers at all, and what would do harm."""

import re
from collections import defaultdict
from collections.abc import Iterator

from amends.journey.referral.content import Rows
from amends.journey.referral.facts import day_of, under_18_of
from amends.journey.referral.matching import CRIME_NUMBER, TELEPHONE
from amends.journey.referral.models import ReferralContact, ReferralPerson
from amends.journey.referral.models.person import SAFE_CHANNELS
from amends.journey.referral.noticing.notice import Check, Notice, check, know, place_of, stop

TELEPHONES = {ReferralContact.Kind.MOBILE, ReferralContact.Kind.LANDLINE}
LETTERS = re.compile(r"[A-Za-z]{3,}")


def one_number_for_both_sides(rows: Rows) -> Iterator[Notice]:
    """A number given for people who may be against each other, or for several people."""
    holders: dict[str, list[ReferralPerson]] = defaultdict(list)
    for contact in rows.contacts:
        if contact.kind in TELEPHONES and contact.match_key[:1].isdigit():
            holders[contact.match_key].append(contact.person)
    for key, people in holders.items():
        names = " and ".join(person.full_name for person in people)
        where = place_of(people[-1], "contacts")
        principals = [person for person in people if person.part == ReferralPerson.Part.PRINCIPAL]
        if len(principals) > 1 and not _stand_together(principals):
            yield stop(
                "same-number-both-sides",
                where,
                f"{key} is given for {names}. Whose is it? Do not ring it for either of them until you know.",
            )
        elif len(people) > 1:
            yield check("same-number-twice", where, f"{key} is given for {names}. Find out whose it is.")


def _stand_together(people: list[ReferralPerson]) -> bool:
    """All of one side, and of a side that is known."""
    return len({person.side for person in people}) == 1 and people[0].side != ReferralPerson.Side.UNKNOWN


def wrong_box(rows: Rows) -> Iterator[Notice]:
    """A crime number where a telephone number belongs, or a telephone number among the words of an address."""
    for contact in rows.contacts:
        where = place_of(contact.person, "contacts")
        if contact.kind in TELEPHONES and CRIME_NUMBER.search(contact.value):
            words = f"“{contact.value}” stands in the telephone box and looks like a crime number. Put it right first."
            yield stop("crime-number-as-telephone", where, words)
        elif contact.kind in TELEPHONES and LETTERS.search(contact.value):
            yield check("not-a-number", where, f"“{contact.value}” is not a telephone number.")
    for person in rows.people:
        if TELEPHONE.search(person.address):
            words = (
                f"There is a telephone number in the address of {person.full_name}. Put it where it belongs."
            )
            yield check("telephone-in-address", place_of(person, "address"), words)


def unsafe_numbers(rows: Rows) -> Iterator[Notice]:
    """A number, e-mail or address that was marked as not safe, with why."""
    for contact in rows.contacts:
        if not contact.is_safe:
            why = f" {contact.note}" if contact.note else ""
            words = f"Never use {contact.value} for {contact.person.full_name}.{why}"
            yield stop("unsafe-contact", place_of(contact.person, "contacts"), words)
        elif contact.note:
            words = f"{contact.value} ({contact.person.full_name}): {contact.note}"
            yield know("contact-note", place_of(contact.person, "contacts"), words)


def second_address(rows: Rows) -> Iterator[Notice]:
    """Somebody with more than one address: which one is safe?"""
    for person in rows.people:
        others = [c for c in rows.contacts_of(person) if c.kind == ReferralContact.Kind.ADDRESS]
        if others and person.address:
            words = f"{person.full_name} has more than one address. Ask which one may be used."
            yield check("second-address", place_of(person, "address"), words)


def safe_contact(rows: Rows) -> Iterator[Notice]:
    """What was said about safe contact, before anybody dials; and where nobody has asked."""
    for person in rows.people:
        where = place_of(person, "safe_contact")
        rules = [r for r in safe_contact_rules(person) if r]
        if rules:
            yield stop("safe-contact", where, f"Safe contact, {person.full_name}: {' '.join(rules)}")
        elif person.takes_part and not person.is_asked_about_safety and rows.contacts_of(person):
            words = f"Nobody has asked how {person.full_name} can be reached safely. Ask before you leave a message."
            yield check("safe-contact-not-asked", where, words)


def safe_contact_rules(person: ReferralPerson) -> Iterator[str]:
    """The card in sentences: what is never done, when, and what stands in the way."""
    never = [channel for channel in SAFE_CHANNELS if getattr(person, channel) == "no"]
    if never:
        yield f"No {', no '.join(never)}."
    if person.from_hour or person.until_hour:
        start = f"from {person.from_hour:%H:%M}" if person.from_hour else ""
        end = f"until {person.until_hour:%H:%M}" if person.until_hour else ""
        yield f"Only {' '.join(filter(None, [start, end]))}."
    labels = {
        "dates_to_avoid": "Not on: ",
        "who_may_answer": "May answer: ",
        "if_somebody_else_answers": "If somebody else answers: ",
        "text_wording": "Word a text as: ",
        "envelope": "Envelope: ",
        "warning": "",
    }
    for name, label in labels.items():
        if value := getattr(person, name):
            yield f"{label}{value.rstrip('.')}."
    if person.code_word:
        yield "There is a code word."


def no_way_to_reach(rows: Rows) -> Iterator[Notice]:
    """A principal who takes part, of whom nothing is known by which to reach them."""
    for person in rows.people:
        usable = [contact for contact in rows.contacts_of(person) if contact.is_safe]
        if (
            person.takes_part
            and person.part == ReferralPerson.Part.PRINCIPAL
            and not usable
            and not person.address
        ):
            words = f"There is no safe way yet to reach {person.full_name}."
            yield check("no-contact", place_of(person, "contacts"), words)


def young_people(rows: Rows) -> Iterator[Notice]:
    """Children are reached only through the adults who care for them."""
    day = day_of(rows.referral)
    for person in rows.people:
        if under_18_of(person, day):
            words = f"{person.full_name} is under 18: only through the adults who care for them."
            yield stop("child", place_of(person), words)


CHECKS: tuple[Check, ...] = (
    one_number_for_both_sides,
    wrong_box,
    unsafe_numbers,
    second_address,
    safe_contact,
    no_way_to_reach,
    young_people,
)
