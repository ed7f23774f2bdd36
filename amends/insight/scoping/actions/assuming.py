"""Changing the assumptions: a new set with its day and reason, never a change to an old one (W8-126)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.insight.scoping.calculator import ASSUMPTIONS, Assumption, BadEstimateError, adjusted
from amends.insight.scoping.models import AssumptionSet
from amends.insight.scoping.own import own_figures
from amends.insight.scoping.rules import check_may_plan


@transaction.atomic
def set_assumptions(
    *, by: User, service: Service, percent: Mapping[str, Decimal], hours: Mapping[str, Decimal], reason: str
) -> AssumptionSet:
    """Write down the service's own figures. Refused unless the percentages make 100."""
    check_may_plan(by, service)
    try:
        figures = adjusted(percent, hours)
    except BadEstimateError as wrong:
        raise Refused(str(wrong), source="Wait 'til Eight section 3, table 2") from wrong
    return _keep(by, service, figures, AssumptionSet.Source.JUDGEMENT, reason)


@transaction.atomic
def take_own_figures(*, by: User, service: Service, reason: str) -> AssumptionSet:
    """Take shares and hours from the cases the service has closed. Refused while there are none."""
    check_may_plan(by, service)
    own = own_figures(service)
    return _keep(by, service, own.assumptions, AssumptionSet.Source.OWN_CASES, reason, cases=own.cases)


def _keep(
    by: User, service: Service, figures: Mapping[str, Assumption], source: str, reason: str, *, cases: int = 0
) -> AssumptionSet:
    row = AssumptionSet(service=service, source=source, reason=reason.strip(), changed_by=by, cases=cases)
    for name in ASSUMPTIONS:
        setattr(row, f"{name}_percent", figures[name].percent)
        setattr(row, f"{name}_hours", figures[name].hours_per_case)
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="scoping.assumptions_set",
        service_id=service.pk,
        subject=f"assumptionset:{row.pk}",
        details={"source": source},
    )
    return row
