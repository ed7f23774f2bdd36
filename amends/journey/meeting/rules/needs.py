"""What the people who come to a meeting need: does the place have it, is an interpreter booked, is it in place?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.people.models import Person
from amends.foundation.people.needs import Feature, NeedKind
from amends.journey.meeting.models import InterpreterBooking, Invitation, Meeting
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules import lack_of, needs_of
from amends.journey.preparation.rules.needs import SOURCE, wants_interpreter

OPENS = (
    "Under “Getting them ready” say what answers each need, who sees to it, and since when it is in place."
)
PLACE = "Wait 'til Eight section 6 paras 6.5 and 6.6"


@dataclass(frozen=True)
class Outstanding:
    """One need of one person that is not answered yet; `of_place` where the place to meet lacks something."""

    person: Participant
    words: str
    of_place: bool = False
    interpreter: bool = False

    def __str__(self) -> str:
        return f"{self.person.initials}, {self.person.words.lower()}: {self.words}"


@dataclass(frozen=True)
class Known:
    """What is known of the needs of the people who come, read once."""

    people: Sequence[Participant]
    needs: Sequence[Need]
    persons: Sequence[Person]
    booked: Sequence[InterpreterBooking]


def lacks_of_place(meeting: Meeting, need: Need) -> list[str]:
    """What the place to meet does not have for a need, in words. By video everybody is where they are."""
    if meeting.venue is None:
        return []
    missing = [key for key in need.of_place if key not in meeting.venue.features]
    return [str(Feature(key).label).lower() for key in missing]


def outstanding(meeting: Meeting, known: Known, person: Participant) -> list[Outstanding]:
    """What is still to be seen to for one person who comes."""
    theirs = [need for need in known.needs if need.participant_id == person.pk]
    has_interpreter = _has_interpreter(known, person)
    found = []
    for need in theirs:
        if missing := lacks_of_place(meeting, need):
            found.append(Outstanding(person, f"{need.words}: the place lacks {', '.join(missing)}", True))
        elif lack := _lack(meeting, need, has_interpreter=has_interpreter):
            language = need.kind == NeedKind.LANGUAGE
            found.append(Outstanding(person, f"{need.words} ({lack})", interpreter=language))
    listed = any(need.kind == NeedKind.LANGUAGE for need in theirs)
    row = next((each for each in known.persons if each.participant_id == person.pk), None)
    if row and wants_interpreter(row) and not (listed or has_interpreter):
        words = f"no interpreter is booked for {row.language or 'them'}"
        found.append(Outstanding(person, words, interpreter=True))
    return found


def _lack(meeting: Meeting, need: Need, *, has_interpreter: bool) -> str:
    """What the place has, or an interpreter who is booked, is an answer that is in place."""
    if (need.of_place and meeting.venue) or (need.kind == NeedKind.LANGUAGE and has_interpreter):
        return ""
    return lack_of(need)


def _has_interpreter(known: Known, person: Participant) -> bool:
    """Booked from the pool, or somebody of the case who comes to interpret for them."""
    brought = any(
        each.part == Participant.Part.INTERPRETER and each.of_id == person.pk for each in known.people
    )
    return brought or any(booking.participant_id == person.pk for booking in known.booked)


def check_needs(meeting: Meeting, case: Case) -> None:
    """Refuse a place that lacks what somebody needs; list every need without an answer that is in place.

    NOMS specification row 4, Wait 'til Eight section 6 paras 6.5 and 6.6 and section 8 para 10.
    """
    asked = meeting.invitations.exclude(answer=Invitation.Answer.NO).values("participant")
    coming = Participant.objects.filter(case=case, pk__in=asked, left_at__isnull=True).order_by("pk")
    people, needs, persons, booked = fetch_together(
        coming,
        needs_of(coming),
        Person.objects.filter(participant__in=coming),
        InterpreterBooking.objects.filter(meeting=meeting, freed=False),
    )
    known = Known(people, needs, persons, booked)
    found = [each for person in people for each in outstanding(meeting, known, person)]
    _check_place(each for each in found if each.of_place)
    if found:
        words = "; ".join(str(each) for each in found)
        raise Refused(f"Outstanding, still to be seen to: {words}.", source=SOURCE, opens=OPENS)


def _check_place(found: Iterable[Outstanding]) -> None:
    words = "; ".join(str(each) for each in found)
    if words:
        raise Refused(
            f"This place does not fit: {words}.",
            source=PLACE,
            opens="Choose another place, or correct what is known of this one once somebody has looked.",
        )
