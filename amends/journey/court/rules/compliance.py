"""What may stand in a list or a report that somebody's compliance is judged by: never that they declined or stopped."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import milestones_of
from amends.journey.court.models import Enforcement, Sentence
from amends.journey.court.rules.following import Plan, plan_of
from amends.journey.court.rules.sentencing import is_statutory_allowed, latest_sentence

SOURCE = "HMPPS framework 6.20"
NO_ADVERSE_EFFECT = (
    "Taking part in restorative justice is a free choice. Nothing adverse follows from declining or from stopping: it is "
    "no missed appointment and no breach. Whether somebody was asked, declined or stopped is therefore not reported, and "
    "nothing may be concluded from there being nothing to report."
)
TOOK_PART = {Milestone.COMMUNICATED: "Communicated with the person harmed, directly or through a facilitator"}


def enforced(service: Service) -> "QuerySet[Enforcement]":
    """News of what a court or licence asks for. Only rules that know such requirements have any (PF-108)."""
    rows = Enforcement.objects.filter(service=service, sentence__restorative=True)
    return rows.select_related("sentence__participant__case", "officer").order_by("-pk")


def enforcement_list(service: Service, most: int = 200) -> list[Enforcement]:
    """The newest of them, without cases under rules that leave taking part to everybody's own choice."""
    allowed: dict[str, bool] = {}
    found = []
    for row in enforced(service)[:most]:
        case = row.sentence.participant.case
        if case.profile not in allowed:
            allowed[case.profile] = is_statutory_allowed(case)
        if allowed[case.profile]:
            found.append(row)
    return found


@dataclass(frozen=True)
class Achieved:
    """Something they have done, and when."""

    words: str
    on: date


@dataclass(frozen=True)
class Reported:
    """What a parole or licence report may hold of somebody."""

    done: tuple[Achieved, ...]
    requirement: Sentence | None
    plan: Plan | None


def reported_of(participant: Participant) -> Reported:
    """What they have done, and a requirement where the rules of the case know one; nothing else, and no gap."""
    reached = {row.name: row.at for row in milestones_of(participant.case)}
    done = tuple(
        Achieved(words, timezone.localtime(reached[name]).date())
        for name, words in TOOK_PART.items()
        if name in reached
    )
    sentence = latest_sentence(participant)
    if sentence is None or not sentence.restorative or not is_statutory_allowed(participant.case):
        return Reported(done, None, None)
    return Reported(done, sentence, plan_of(sentence))
