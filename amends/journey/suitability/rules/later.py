"""What follows from judgements: who still waits for one, who was not told, and whether a purpose is confirmed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.models import Response
from amends.journey.suitability.models import EarlyRefusal, Judgement

BEFORE, FIRST, AFTER = "view-before-sentence", "view-first-appointment", "view-after-sentence"
CONFIRM_CLOCK, ADVICE_CLOCK = "suitability-after-sentence", "suitability-advice"
MOST_SHOWN = 200
TAKING_PART = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER)


@dataclass(frozen=True)
class Waiting:
    """Somebody eligible whom nobody has assessed after a visit yet (SS-036, SS-038)."""

    participant: Participant
    days: int


def waiting(service: Service, sides: tuple[str, ...]) -> list[Waiting]:
    """Everybody of these sides without an assessment, longest first; of open cases that nobody has stopped."""
    visits = Judgement.objects.filter(participant=OuterRef("pk"), made_as=Judgement.MadeAs.VISIT)
    people = Participant.objects.filter(
        ~Exists(visits),
        service=service,
        side__in=sides,
        part__in=TAKING_PART,
        takes_part=True,
        left_at__isnull=True,
        case__stopped_at__isnull=True,
    ).exclude(case__stage=Stage.CLOSED)
    today = timezone.localdate()
    rows = people.select_related("case").order_by("case__opened_at", "pk")[:MOST_SHOWN]
    return [Waiting(p, (today - timezone.localtime(p.case.opened_at).date()).days) for p in rows]


def early_refusals(service: Service) -> "QuerySet[EarlyRefusal]":
    """Attempts to turn somebody down before anybody had talked to them (KM-023)."""
    return (
        EarlyRefusal.objects.filter(service=service).select_related("participant__case", "by").order_by("-at")
    )


def not_told_yet(case: Case) -> QuerySet[Participant]:
    """Those found unsuitable after a talk who have not been told why, as far as one may see them (W8-122)."""
    newest = Judgement.objects.filter(participant=OuterRef("pk")).order_by("-pk")
    people = Participant.objects.filter(
        case=case, part__in=TAKING_PART, takes_part=True, left_at__isnull=True
    )
    turned_down = people.annotate(
        last=Subquery(newest.values("outcome")[:1]), told=Subquery(newest.values("told")[:1])
    ).filter(last=Judgement.Outcome.NOT_SUITABLE, told__isnull=True)
    return turned_down.order_by("pk")


def views_of(participant: Participant) -> dict[str, Response]:
    """The newest view of each kind: the report writer's, the facilitator's at first, and after sentence."""
    rows = (
        Response.objects.filter(
            participant=participant, key__in=(BEFORE, FIRST, AFTER), state=Response.State.COMPLETE
        )
        .select_related("answered_by")
        .order_by("key", "-completed_at", "-pk")
        .distinct("key")
    )
    found = {row.key: row for row in rows}
    return {key: found[key] for key in (BEFORE, FIRST, AFTER) if key in found}


def check_may_approach_for_meeting(case: Case) -> None:
    """Refuse while it is to be looked at again after sentence; the refusal says nothing of either side (W8-217)."""
    running = Clock.objects.filter(case=case, name__in=(CONFIRM_CLOCK, ADVICE_CLOCK), stopped_at__isnull=True)
    if running.exists():
        raise Refused(
            "Before anybody harmed is approached for a meeting, this case is looked at again.",
            source="Wait 'til Eight section 5 para 3.2",
            opens="The task on the case page says what is still to do.",
        )
