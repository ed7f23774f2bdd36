"""Letting whoever referred it know what came of it: a number, and words that give nobody away."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.followup.actions.closing import TELL_REFERRER
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import Outcome, outcomes
from amends.journey.followup.rules.closing import closing_of, referrals_of
from amends.journey.referral.actions.telling import note_ending, tell_referrer
from amends.journey.referral.models import Referral

OTHER_WAYS = {"telephone": "By telephone", "letter": "By letter", "in_person": "In person"}


def words_for(outcome: Outcome, referral: Referral) -> str:
    """What this referrer may know. Who referred themselves reads what both sides read, and no more."""
    is_one_of_them = referral.form == Referral.Form.SELF or referral.referrer_kind == "self"
    return f"{referral.number}: {outcome.letter if is_one_of_them else outcome.referrer}"


@transaction.atomic
def tell_outcome(*, by: User, case: Case, how: str = "") -> None:
    """Tell every referrer of a closed case; `how` where it was done by other means than a note or an e-mail.

    Raises Refused where somebody can be reached only by other means and none is named.
    """
    check_may(by, Permission.CASE_CLOSE, case.service_id)
    closing = _closed_with(case)
    outcome = outcomes()[closing.outcome]
    for referral in referrals_of(case):
        words = words_for(outcome, referral)
        told = how or tell_referrer(by=by, referral=referral, words=words)
        if not told:
            raise Refused(
                f"There is no address to which {referral.number} could be answered.",
                opens="Tell them another way, and say here how.",
                field="how",
            )
        note_ending(by=by, referral=referral, words=words)
        record(
            by=by,
            act=Act.DISCLOSURE,
            what="referral.outcome_told",
            service_id=case.service_id,
            subject=f"referral:{referral.pk}",
            recipient=f"referrer of {referral.number}",
            details={"how": told},
        )
    closing.referrer_told_at, closing.referrer_told_how = timezone.now(), how or "message"
    closing.full_clean()
    closing.save(update_fields=["referrer_told_at", "referrer_told_how"])
    stop_clock(by=by, name=TELL_REFERRER, subject=f"case:{case.pk}")
    reach(by=by, case=case, milestone=Milestone.REFERRER_TOLD)


def _closed_with(case: Case) -> Closing:
    closing = closing_of(case)
    if closing is None or closing.closed_at is None:
        raise Refused("The case is not closed yet.", opens="Close it first; then the referrer is told.")
    if closing.referrer_told_at:
        raise Refused("The referrer has been told already.")
    return closing
