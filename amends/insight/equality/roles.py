"""How people of either side found it, side by side: whether work for one is fair to the other (EX-088)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from amends.foundation.access.models import Service
from amends.foundation.case.models import Participant, Side
from amends.insight.equality.report import Share
from amends.insight.performance.hiding import hide_share
from amends.journey.consent.models import Consent
from amends.journey.evaluation.models import Feedback
from amends.service.equality.rules import ASKED

TAKE_PART = "take_part"
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Line:
    """One question for both sides. `gap` in points: above 0 the side of the person harmed is ahead."""

    title: str
    words: str
    harmed: Share
    responsible: Share

    @property
    def gap(self) -> int | None:
        """The difference, where nothing is held back."""
        if self.harmed.percent is None or self.responsible.percent is None:
            return None
        return self.harmed.percent - self.responsible.percent


ANSWERED = {
    "content": ("Content", "say that they are content with how it came out, of those who answered this"),
    "treated_fairly": ("Treated fairly", "say that they were treated fairly, of those who answered this"),
}


def side_by_side(service: Service, below: int) -> list[Line]:
    """Each figure for both sides with its base; where roles are not clear nobody is counted. Two queries."""
    asked = Feedback.objects.filter(service=service, part__in=ASKED, side__in=(Side.HARMED, Side.RESPONSIBLE))
    counts = {}
    for name in ANSWERED:
        counts[f"{name}_count"] = Count("pk", filter=Q(**{name: "yes"}))
        counts[f"{name}_of"] = Count("pk", filter=Q(**{f"{name}__in": YES_NO}))
    answers = {row["side"]: row for row in asked.order_by().values("side").annotate(**counts)}
    lines = [_line(*words, answers, name, below) for name, words in ANSWERED.items()]
    words = "took back that they want to take part, of those who had agreed to"
    return [*lines, _line("Withdrew", words, _withdrawals(service), "left", below)]


def _withdrawals(service: Service) -> dict[str, Mapping[str, Any]]:
    said = Consent.objects.filter(participant=OuterRef("pk"), purpose=TAKE_PART)
    people = Participant.objects.filter(
        Exists(said.filter(answer=Consent.Answer.GIVEN)),
        service=service,
        part__in=ASKED,
        side__in=(Side.HARMED, Side.RESPONSIBLE),
    )
    left = Count("pk", filter=Q(Exists(said.filter(answer=Consent.Answer.WITHDRAWN))))
    rows = people.order_by().values("side").annotate(left_count=left, left_of=Count("pk"))
    return {row["side"]: row for row in rows}


def _line(title: str, words: str, rows: Mapping[str, Mapping[str, Any]], name: str, below: int) -> Line:
    harmed, responsible = (_share(rows.get(side), name, below) for side in (Side.HARMED, Side.RESPONSIBLE))
    return Line(title, words, harmed, responsible)


def _share(row: Mapping[str, Any] | None, name: str, below: int) -> Share:
    count, of = (row[f"{name}_count"], row[f"{name}_of"]) if row else (0, 0)
    return Share(*hide_share(count, of, below))
