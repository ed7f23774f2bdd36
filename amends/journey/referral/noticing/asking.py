"""Consent: who was really asked, how they answered, and what they wish for."""

from collections.abc import Iterator

from amends.journey.referral.content import Rows
from amends.journey.referral.facts import day_of, under_18_of
from amends.journey.referral.models import ReferralPerson
from amends.journey.referral.noticing.notice import Check, Notice, check, know, place_of, stop

Consent, How = ReferralPerson.Consent, ReferralPerson.ConsentHow


def how_they_agreed(rows: Rows) -> Iterator[Notice]:
    """Signed by another, only said, or made with a mark."""
    words = {
        How.ON_BEHALF: "Somebody else signed for {name}. That is not consent: treat it as never asked.",
        How.VERBAL: "The consent of {name} is spoken only. Have it confirmed at the first contact.",
        How.MARK: "{name} made a mark instead of signing. Speak rather than write.",
    }
    for person in rows.people:
        sentence = words.get(How(person.consent_how)) if person.consent_how else None
        if sentence:
            grave = person.consent_how == How.ON_BEHALF
            make = stop if grave else check if person.consent_how == How.VERBAL else know
            yield make(
                f"consent-{person.consent_how}",
                place_of(person, "consent"),
                sentence.format(name=person.full_name),
            )
        if person.consent_note:
            yield check(
                "consent-note", place_of(person, "consent"), f"{person.full_name}: {person.consent_note}"
            )


def never_asked(rows: Rows) -> Iterator[Notice]:
    """People who take part without having been asked: the first approach is not by this service unless it is agreed."""
    for person in rows.people:
        main = person.part == ReferralPerson.Part.PRINCIPAL
        if main and person.consent == Consent.NOT_SOUGHT:
            words = f"{person.full_name} has not been asked. Agree with the referrer who asks first, and how."
            yield check("not-asked", place_of(person, "consent"), words)


def signed_too_early(rows: Rows) -> Iterator[Notice]:
    """A signature from before what it is about."""
    happened = rows.referral.happened_on
    for person in rows.people:
        if happened and person.consent_on and person.consent_on < happened:
            words = f"The signature of {person.full_name} is dated before it happened. Have it corrected."
            yield check("signed-before-incident", place_of(person, "consent_on"), words)


def children_alone(rows: Rows) -> Iterator[Notice]:
    """A child, or somebody who needs an appropriate adult, who signed alone (appendix E, appropriate adult)."""
    day = day_of(rows.referral)
    for person in rows.people:
        needed = under_18_of(person, day) or person.appropriate_adult_needed == "yes"
        if needed and person.consent == Consent.GIVEN and not person.appropriate_adult_signed:
            words = f"{person.full_name} agreed without an appropriate adult. Do not rely on it."
            yield stop("signed-without-adult", place_of(person, "consent"), words)
        if person.appropriate_adult_needed == "yes":
            name = person.appropriate_adult_name or "an appropriate adult, not yet named"
            words = f"{person.full_name} is met only with {name}."
            yield know("appropriate-adult", place_of(person, "appropriate_adult"), words)


def wishes(rows: Rows) -> Iterator[Notice]:
    """What somebody asked for, so that the first talk starts there; and who may not know of it."""
    for person in rows.people:
        if person.wishes:
            yield know("wishes", place_of(person, "wishes"), f"{person.full_name}: {person.wishes}")
        if person.who_knows:
            words = f"Who knows that {person.full_name} is in touch: {person.who_knows}"
            yield know("who-knows", place_of(person, "who_knows"), words)
        if person.note and person.part not in {ReferralPerson.Part.SUPPORTER, ReferralPerson.Part.PARENT}:
            yield know("person-note", place_of(person), f"{person.full_name}: {person.note}")


CHECKS: tuple[Check, ...] = (how_they_agreed, never_asked, signed_too_early, children_alone, wishes)
