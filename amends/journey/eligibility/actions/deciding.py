"""The desk's other answers: send on, send back, turn down. The referrer is told in words that were read first."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.screening import HOLD_CLOCK
from amends.journey.eligibility.models import Screening, SentOn
from amends.journey.eligibility.rules import check_was_screened_as
from amends.journey.referral.actions import decline, return_to_referrer, send_on
from amends.journey.referral.actions.receiving import desk_of, subject_of
from amends.journey.referral.models import Referral
from amends.service.partners.models import Receiver

HAND_OVER_CLOCK = "hand-over-acknowledged"


@transaction.atomic
def hand_over(
    *,
    by: User,
    referral: Referral,
    words: str,
    receiver: Receiver | None = None,
    to: str = "",
) -> SentOn:
    """Send a referral on to the service it belongs to, tell the referrer, and follow it until an outcome comes back."""
    screening = check_was_screened_as(referral, Screening.Decision.TRANSFER)
    name = receiver.agency.name if receiver else to.strip()
    if not name:
        raise Refused("Say to which service it goes.", field="receiver")
    sent = send_on(by=by, referral=referral, to=name, words=words)
    row, _ = SentOn.objects.update_or_create(
        referral=referral,
        defaults={
            "service_id": referral.service_id,
            "receiver": receiver,
            "to": name,
            "why": next(iter(screening.rules), "other"),
            "transferred_at": timezone.now(),
            "transferred_by": by,
            "referrer_told_at": sent.decided_at,
            "acknowledged_at": None,
            "accepted": None,
            "outcome": "",
            "outcome_on": None,
        },
    )
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="referral.handed_over",
        service_id=referral.service_id,
        subject=subject_of(referral),
        recipient=name,
        details={"rule": row.why},
    )
    _drop_hold(by, referral)
    about = About(
        service=referral.service,
        subject=subject_of(referral),
        reference=referral.number,
        link=desk_of(referral),
        waiting_for=name[:120],
    )
    start_clock(by=by, name=HAND_OVER_CLOCK, about=about)
    return row


@transaction.atomic
def turn_down(*, by: User, referral: Referral, words: str) -> Referral:
    """Tell the referrer that the service cannot take it, after a screening that says which rule shuts it out."""
    check_was_screened_as(referral, Screening.Decision.NOT_SUITABLE)
    _check_words(words)
    _drop_hold(by, referral)
    return decline(by=by, referral=referral, words=words)


@transaction.atomic
def send_back(*, by: User, referral: Referral, words: str) -> Referral:
    """Give it back to the referrer to be put right."""
    _check_words(words)
    _drop_hold(by, referral)
    return return_to_referrer(by=by, referral=referral, words=words)


def _check_words(words: str) -> None:
    if not words.strip():
        raise Refused("Write what the referrer is told.", field="words")


def _drop_hold(by: User, referral: Referral) -> None:
    stop_clock(by=by, name=HOLD_CLOCK, subject=subject_of(referral), dropped=True)
