"""Have both sides chosen the same way of communicating, and is what each person needs seen to?"""

from collections.abc import Iterable

from amends.foundation.case.models import SIDES, Case, Participant
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.purposes import purpose
from amends.journey.consent.rules import check_all_agree
from amends.journey.preparation.models import Need, WayChoice

SOURCE = "Essex manual, process para 2"

EXPLAIN = {
    "leaflet": "The leaflet, read together",
    "process": "What will happen, step by step",
    "demands": "What it may ask of them",
    "benefits": "What people can get out of it",
    "voluntary": "That it is their own free choice, and that they can stop at any moment",
    "confidential": "What stays private, and what could not",
    "no_promise": "That nobody can promise an answer from the other side",
}


def choices_of(participants: Iterable[Participant]) -> dict[int, WayChoice]:
    """The choice that counts, by participant: one query."""
    rows = WayChoice.objects.filter(participant__in=list(participants)).order_by("participant_id", "-id")
    return {row.participant_id: row for row in rows.distinct("participant_id")}


def agreed_way(case: Case) -> str | None:
    """The way that everybody has chosen, or None while somebody has not, or wants another."""
    people = principals(case)
    choices = choices_of(people)
    ways = {choices[p.pk].way if p.pk in choices else "" for p in people}
    sides = {p.side for p in people}
    if len(ways) != 1 or "" in ways or sides != set(SIDES[Case.Roles(case.roles)]):
        return None
    return ways.pop()


def check_way_agreed(case: Case, way: str) -> None:
    """Refuse a way that not everybody has chosen, or to which somebody does not agree now (EX-048)."""
    if agreed_way(case) != way:
        raise Refused(
            f"Not everybody has chosen this way: {purpose(way).title[0].lower()}{purpose(way).title[1:]}.",
            source=SOURCE,
            opens="Talk to each of them again about how they want to communicate.",
        )
    check_all_agree(case, way)


def unmet_needs(participants: Iterable[Participant]) -> list[Need]:
    """What is still to be seen to before these people come."""
    return list(Need.objects.filter(participant__in=list(participants), met_on__isnull=True).order_by("pk"))
