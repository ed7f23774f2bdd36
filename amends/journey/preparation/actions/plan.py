"""The plan of a case: making it, moving a day, and changing what it aims at."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_is_live
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.preparation.models import Aim, PlanStep
from amends.journey.preparation.rules.plan import usual_steps


def usual_days(case: Case) -> dict[str, dt.date]:
    """The days a plan is begun with, by milestone."""
    opened = timezone.localdate(case.opened_at)
    return {key: opened + dt.timedelta(days=usual.days) for key, usual in usual_steps().items()}


@transaction.atomic
def set_plan(*, by: User, case: Case, targets: Mapping[str, dt.date | None]) -> list[PlanStep]:
    """Give steps their target days; a step without a day leaves the plan."""
    check_may(by, Permission.MEETING_PLAN, case.service_id)
    check_is_live(case)
    rows = {row.milestone: row for row in PlanStep.objects.select_for_update(of=("self",)).filter(case=case)}
    kept = []
    for milestone, day in targets.items():
        row = rows.get(milestone)
        if day is None:
            if row:
                row.delete()
            continue
        row = row or PlanStep(service_id=case.service_id, case=case, milestone=milestone)
        row.target_on, row.changed_by = day, by
        row.full_clean(exclude=["case"])
        row.save()
        kept.append(row)
    record(by=by, act=Act.ALTERATION, what="plan.set", case=case, details={"steps": len(kept)})
    return kept


@transaction.atomic
def change_aim(*, by: User, case: Case, aim: str, reason: str = "") -> Aim:
    """Aim at something else than a meeting, for a reason, or at a meeting again (Wait 'til Eight appendix 3E)."""
    check_may(by, Permission.MEETING_PLAN, case.service_id)
    check_is_live(case)
    row = Aim(service_id=case.service_id, case=case, aim=aim, reason=reason, set_by=by)
    row.full_clean(exclude=["case"])
    row.save()
    record(by=by, act=Act.ALTERATION, what="plan.aim_changed", case=case, details={"aim": aim})
    return row
