"""Looking at an agreement again together: how far it was kept, what was achieved, what comes next."""

from datetime import date

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.agreement.actions.drafting import note
from amends.journey.agreement.models import OutcomeAgreement, Review
from amends.journey.agreement.rules import check_both_may_read, day_in_the_past


@transaction.atomic
def hold_review(
    *,
    by: User,
    agreement: OutcomeAgreement,
    held_on: date,
    present: str,
    kept: str,
    achieved: str,
    next_steps: str = "",
) -> Review:
    """Write down a review. It reports and follows up; it never becomes a ground for enforcing an order (W8-312)."""
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    check_is_live(agreement.case)
    if agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("There is no final agreement to look at.", opens="Make it final first.")
    check_both_may_read(agreement.case, present, achieved, next_steps)
    if held_on < agreement.made_on:
        raise Refused("This is before the day of the agreement.", field="held_on")
    row = Review(
        service_id=agreement.service_id,
        case_id=agreement.case_id,
        agreement=agreement,
        held_on=day_in_the_past(held_on, "held_on"),
        present=present,
        kept=kept,
        achieved=achieved,
        next_steps=next_steps,
        noted_by=by,
    )
    row.full_clean(exclude=["case"])
    row.save()
    note(by, agreement, "reviewed", act=Act.COLLECTION)
    return row
