"""How far a case has come in its plan, and at which step it is late."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, CaseMilestone
from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read
from amends.journey.preparation.models import Aim, PlanStep


@dataclass(frozen=True)
class Usual:
    """On which day of a case a step is usually reached. The key is its milestone."""

    key: str
    days: int


@cache
def usual_steps() -> dict[str, Usual]:
    """The steps of a plan with their usual days, from policy/intervention-plan.yaml, in order."""
    file = settings.POLICY_DIR / "intervention-plan.yaml"
    return read_records(Usual, read(file).fields(needed=["version", "source", "steps"])["steps"])


@dataclass(frozen=True)
class Step:
    """One step of a plan as it stands."""

    row: PlanStep
    done_on: dt.date | None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without it, or it came after its day."""
        return (self.done_on or timezone.localdate()) > self.row.target_on

    @property
    def slippage(self) -> int:
        """Days after the target, while it is late."""
        return ((self.done_on or timezone.localdate()) - self.row.target_on).days if self.is_late else 0


def steps_of(case: Case) -> list[Step]:
    """The plan of a case in the order of its days, with the day on which each step was reached."""
    done = {row.name: timezone.localdate(row.at) for row in CaseMilestone.objects.filter(case=case)}
    rows = PlanStep.objects.filter(case=case).order_by("target_on", "pk")
    return [Step(row, done.get(row.milestone)) for row in rows]


def late_at(cases: Iterable[Case]) -> dict[int, str]:
    """At which step each of these cases is late today, by case: one query."""
    done = CaseMilestone.objects.filter(case=OuterRef("case"), name=OuterRef("milestone"))
    rows = PlanStep.objects.filter(
        ~Exists(done), case__in=[case.pk for case in cases], target_on__lt=timezone.localdate()
    )
    late: dict[int, str] = {}
    for row in rows.order_by("target_on", "pk"):
        late.setdefault(row.case_id, Milestone(row.milestone).label)
    return late


def aim_of(case: Case) -> Aim | None:
    """What the case aims at; None for a meeting, which every case begins with."""
    return Aim.objects.filter(case=case).order_by("-pk").first()
