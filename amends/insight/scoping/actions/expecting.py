"""What a partner has agreed to send (W8-114)."""

from datetime import date

from django.db import transaction

from amends.foundation.access.models import Agency, User
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.insight.scoping.models import Expectation
from amends.insight.scoping.rules import check_may_plan


@transaction.atomic
def expect_referrals(
    *, by: User, agency: Agency, process: str, agreed_on: date, a_quarter: int
) -> Expectation:
    """Record the agreed process and the number expected in a quarter; the earlier ones stay on record."""
    check_may_plan(by, agency.service)
    row = Expectation(
        service=agency.service,
        agency=agency,
        process=process.strip(),
        agreed_on=agreed_on,
        a_quarter=a_quarter,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="scoping.expectation_recorded",
        service_id=agency.service_id,
        subject=f"expectation:{row.pk}",
    )
    return row
