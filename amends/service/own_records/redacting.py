"""Taking other people out of a text: what they are called, and every way to reach them."""

import re
from collections.abc import Iterable

from amends.foundation.case.models import Participant
from amends.foundation.people.models import ContactPoint, Person

GONE = "[somebody else]"
SHORTEST = 3  # letters; shorter parts of a name are words of their own


def others_of(participant: Participant) -> list[str]:
    """Names and ways of reaching everybody else in the case, longest first; what they share with this person stays."""
    elsewhere = {"participant__case": participant.case_id}
    people = Person.objects.filter(**elsewhere).exclude(participant=participant)
    points = ContactPoint.objects.filter(**elsewhere).exclude(participant=participant)
    found: set[str] = set()
    for full_name, known_as, reference in people.values_list("full_name", "known_as", "reference"):
        found |= {full_name, known_as, reference, *full_name.split()}
    for value, postcode in points.values_list("value", "postcode"):
        found |= {value, postcode}
    own = _own(participant)
    kept = {
        term.strip() for term in found if len(term.strip()) >= SHORTEST and term.strip().lower() not in own
    }
    return sorted(kept, key=lambda term: (-len(term), term))


def _own(participant: Participant) -> set[str]:
    person = Person.objects.filter(participant=participant).first()
    words = {person.full_name, person.known_as, *person.full_name.split()} if person else set()
    points = ContactPoint.objects.filter(participant=participant).values_list("value", "postcode")
    return {word.lower() for word in words} | {part.lower() for point in points for part in point}


def take_out(text: str, others: Iterable[str]) -> str:
    """The text with each of these replaced, whatever its capitals and however its words and digits are spaced."""
    for term in others:
        text = _pattern(term).sub(GONE, text)
    return text


def _pattern(term: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in term.split()]
    if term.replace(" ", "").isdigit():
        parts = [re.escape(digit) for digit in term.replace(" ", "")]
        return re.compile(r"[\s-]*".join(parts))
    words = r"[\s-]+".join(parts)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
