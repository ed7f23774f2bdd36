"""What the other service says about a referral that was sent on to it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.deciding import HAND_OVER_CLOCK
from amends.journey.eligibility.models import SentOn
from amends.journey.referral.actions import reopen
from amends.journey.referral.actions.receiving import desk_of, subject_of
from amends.journey.referral.actions.telling import tell_referrer
from amends.journey.referral.models import Referral

OUTCOME_CLOCK = "hand-over-outcome"


@transaction.atomic
def hand_over_acknowledged(*, by: User, row: SentOn, accepted: bool | None = None) -> SentOn:
    """They have it; and, when they have said so, whether they take it. What they do not take is at the desk again."""
    check_may(by, Permission.REFERRAL_SCREEN, row.service_id)
    row.acknowledged_at = row.acknowledged_at or timezone.now()
    row.accepted = accepted
    row.full_clean()
    row.save()
    _note(by, row, "acknowledged")
    stop_clock(by=by, name=HAND_OVER_CLOCK, subject=subject_of(row.referral))
    if accepted is False:
        look_again(by=by, referral=row.referral, reason=f"{row.to} does not take it.")
        return row
    about = About(
        service=row.service,
        subject=subject_of(row.referral),
        reference=row.referral.number,
        link=desk_of(row.referral),
        waiting_for=row.to[:120],
    )
    start_clock(by=by, name=OUTCOME_CLOCK, about=about)
    return row


@transaction.atomic
def hand_over_ended(*, by: User, row: SentOn, outcome: str, on: date) -> SentOn:
    """They have told what came of it; only now is the referral no longer with the partner."""
    check_may(by, Permission.REFERRAL_SCREEN, row.service_id)
    if not outcome.strip():
        raise Refused("Write what came of it.", field="outcome")
    if on > timezone.localdate():
        raise Refused("This day is still to come.", field="on")
    row.outcome, row.outcome_on = outcome.strip(), on
    row.acknowledged_at = row.acknowledged_at or timezone.now()
    row.full_clean()
    row.save()
    _note(by, row, "ended")
    for name in (HAND_OVER_CLOCK, OUTCOME_CLOCK):
        stop_clock(by=by, name=name, subject=subject_of(row.referral))
    return row


@transaction.atomic
def look_again(*, by: User, referral: Referral, reason: str) -> Referral:
    """Take a decided referral up again; the referrer reads why. Whoever it was sent on to is waited for no longer.

    Raises Refused for what is open, or has become a case.
    """
    opened = reopen(by=by, referral=referral, reason=reason)
    for name in (HAND_OVER_CLOCK, OUTCOME_CLOCK):
        stop_clock(by=by, name=name, subject=subject_of(opened), dropped=True)
    tell_referrer(by=by, referral=opened, words=f"There is news about your referral {opened.number}.")
    return opened


def _note(by: User, row: SentOn, what: str) -> None:
    subject = subject_of(row.referral)
    record(by=by, act=Act.ALTERATION, what=f"hand_over.{what}", service_id=row.service_id, subject=subject)
