"""Who plans, and what may still be changed."""

from decimal import Decimal

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.insight.scoping.models import Run
from amends.insight.scoping.plan import plan_of

PLANS = Permission.WORKFORCE_MANAGE


def check_may_plan(user: User, service: Service) -> None:
    """Managers and coordinators plan."""
    check_may(user, PLANS, service)


def check_is_open(run: Run) -> None:
    """Refuse to change a finished run: it is what was known then."""
    if run.finished_at:
        raise Refused("This run is finished and stays as it is.", opens="Run it again to change something.")


def check_can_finish(run: Run) -> None:
    """Refuse to finish before there are figures, and without saying what comes first where hours are missing (W8-132)."""
    check_is_open(run)
    plan = plan_of(run)
    if plan is None:
        raise Refused("Say first how many cases there are.")
    if plan.gap and plan.gap > Decimal(0) and not run.priority_statement.strip():
        raise Refused(
            "There are fewer hours than needed.",
            opens="Write down which cases come first.",
            source="Wait 'til Eight section 3, para 4.2",
        )
