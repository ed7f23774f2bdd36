"""Supporters and the place: their assessments fall due when the person harmed wants a meeting."""

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.journey.risk.rules.checklist import NOT_SUPPORTERS, without_checklist
from amends.journey.risk.rules.series import is_full
from amends.journey.risk.rules.standing import taking_part

SUPPORTERS, PLACE = "risk-supporters", "risk-place"


@transaction.atomic
def plan_company(*, by: User, participant: Participant) -> None:
    """Two tasks on the case. They name nobody: both sides may see them."""
    case = participant.case
    if participant.side != Side.HARMED or participant.part not in NOT_SUPPORTERS or not is_full(case):
        return
    for name in (SUPPORTERS, PLACE):
        start_clock(by=by, name=name, about=_about(case))


def _about(case: Case) -> About:
    link = reverse("risk:overview", args=[case.number])
    return About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)


@transaction.atomic
def company_assessed(*, by: User, case: Case) -> None:
    """Ends the task when every supporter whom one may see has a checklist."""
    supporters = [p for p in taking_part(case) if p.part not in NOT_SUPPORTERS]
    if not without_checklist(supporters):
        stop_clock(by=by, name=SUPPORTERS, subject=f"case:{case.pk}")


@transaction.atomic
def place_assessed(*, by: User, case: Case) -> None:
    """Ends the task of the place."""
    stop_clock(by=by, name=PLACE, subject=f"case:{case.pk}")
