"""Have both sides chosen the same way of communicating?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import SIDES, Case, Participant
from amends.foundation.case.rules import ASK_COORDINATOR, both_sides_seen, principals
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import purpose
from amends.journey.consent.rules import Switchboards, check_all_agree, check_asked_again, switchboards
from amends.journey.preparation.models import WayChoice

SOURCE = "Essex manual, process para 2"


def choices_of(participants: Iterable[Participant]) -> dict[int, WayChoice]:
    """The choice that counts, by participant: one query."""
    return {row.participant_id: row for row in choices_that_count(list(participants))}


def choices_that_count(participants: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[WayChoice]:
    """The same as a query, for pages that read more in one statement."""
    rows = WayChoice.objects.filter(participant__in=participants).order_by("participant_id", "-id")
    return rows.distinct("participant_id")


@dataclass(frozen=True)
class Choosing:
    """Who takes part, the way each has chosen, and what they agree to, where a page has read all of it already."""

    people: list[Participant]
    choices: Mapping[int, WayChoice]
    boards: Switchboards


def _choosing(case: Case) -> Choosing:
    people = principals(case)
    return Choosing(people, choices_of(people), switchboards(people))


def agreed_way(case: Case, known: Choosing | None = None) -> str | None:
    """The way that everybody has chosen, or None while somebody has not, or wants another."""
    people = known.people if known else principals(case)
    choices = known.choices if known else choices_of(people)
    ways = {choices[p.pk].way if p.pk in choices else "" for p in people}
    sides = {p.side for p in people}
    if len(ways) != 1 or "" in ways or sides != set(SIDES[Case.Roles(case.roles)]):
        return None
    return ways.pop()


def check_way_agreed(case: Case, way: str, known: Choosing | None = None) -> None:
    """Refuse a way that not everybody has chosen, or to which somebody does not agree now (EX-048)."""
    known = known or _choosing(case)
    if agreed_way(case, known) != way:
        raise Refused(
            f"Not everybody has chosen this way: {purpose(way).title[0].lower()}{purpose(way).title[1:]}.",
            source=SOURCE,
            opens="Talk to each of them again about how they want to communicate.",
        )
    check_all_agree(case, way, known.people, known.boards)


def check_may_communicate(case: Case) -> None:
    """Refuse to begin communication while somebody does not agree to the way chosen, or was not asked again (EX-048).

    Whoever sees one side only learns that not everybody agrees, not who.
    """
    if both_sides_seen(case):
        _check_everybody(case)
        return
    try:
        with as_clockwork(case.service):
            _check_everybody(case)
    except Refused:
        raise Refused(
            "Not everybody agrees to it now.",
            source=SOURCE,
            opens=ASK_COORDINATOR,
        ) from None


def _check_everybody(case: Case) -> None:
    way = agreed_way(case)
    if way is None:
        raise Refused(
            "Not everybody has chosen the same way of communicating.",
            source=SOURCE,
            opens="Talk to each of them again about how they want to communicate.",
        )
    check_all_agree(case, way)
    check_asked_again(case, principals(case), Consent.Stage.PREPARATION)


def check_can_settle(case: Case, way: str) -> None:
    """Refuse a way that somebody has not agreed to themselves, naming them where they may be seen (HMPPS 4.9)."""
    with as_clockwork(case.service):
        people = principals(case)
        choices = choices_of(people)
    seen = {person.pk for person in principals(case)}
    others = [person for person in people if person.pk not in choices or choices[person.pk].way != way]
    if not others:
        return
    named = [_what_they_chose(person, choices) for person in others if person.pk in seen]
    raise Refused(
        " ".join(named) or "Not everybody has agreed to it yet.",
        source="HMPPS framework 4.9 and 6.23",
        opens="Talk it through with them, and record first that they agree to it.",
        field="way",
    )


def _what_they_chose(person: Participant, choices: Mapping[int, WayChoice]) -> str:
    if person.pk not in choices:
        return f"{person.initials} has not said yet how they want to communicate."
    title = purpose(choices[person.pk].way).title
    return f"{person.initials} would rather: {title[0].lower()}{title[1:]}."
