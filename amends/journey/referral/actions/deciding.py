"""What becomes of a referral. Eligibility decides and says why; here it is written down and the referrer is told."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.actions.dealing import note, set_status
from amends.journey.referral.actions.receiving import desk_of, subject_of
from amends.journey.referral.actions.telling import tell_referrer, tell_staff
from amends.journey.referral.actions.worksheet import mind_missing_report
from amends.journey.referral.models import Amendment, Referral
from amends.journey.referral.models.referral import Status
from amends.journey.referral.rules import check_can_decide, check_is_mine, check_is_open, leaflet_is_open

AGAIN = "status"  # what an amendment is about that opens a decided referral again
RUNNING = ("referral-decision", "referrer-question", "registration", "person-harmed-first", "cra1-request")


def _decide(by: User, referral: Referral, status: str, words: str, **links: Any) -> Referral:
    locked = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("service", "referrer")
        .get(pk=referral.pk)
    )
    check_can_decide(by, locked)
    for name, value in links.items():
        setattr(locked, name, value)
    locked.status, locked.version = status, locked.version + 1
    locked.outcome_words, locked.decided_at, locked.decided_by = words, timezone.now(), by
    locked.full_clean(validate_unique=False)
    locked.save()
    _stop_clocks(by, locked)
    note(by, locked, status)
    tell_referrer(by=by, referral=locked, words=f"There is news about your referral {locked.number}.")
    return locked


def _stop_clocks(by: User, referral: Referral, *, dropped: bool = False) -> None:
    with as_clockwork(referral.service):
        for name in RUNNING:
            drop = dropped or name in {"referrer-question", "person-harmed-first", "cra1-request"}
            stop_clock(by=by, name=name, subject=subject_of(referral), dropped=drop)


@transaction.atomic
def return_to_referrer(*, by: User, referral: Referral, words: str) -> Referral:
    """Send it back to be put right; the referrer can send it again."""
    if not words.strip():
        raise Refused("Say what the referrer should put right.", field="words")
    return _decide(by, referral, Status.RETURNED, words)


@transaction.atomic
def send_on(*, by: User, referral: Referral, to: str, words: str) -> Referral:
    """It belongs to another service, which is named."""
    return _decide(by, referral, Status.SENT_ON, words, sent_to=to)


@transaction.atomic
def decline(*, by: User, referral: Referral, words: str) -> Referral:
    """A rule excludes it; `words` say which, and what would open it."""
    return _decide(by, referral, Status.NOT_ELIGIBLE, words)


@transaction.atomic
def merge(*, by: User, referral: Referral, into: Referral, words: str = "") -> Referral:
    """The same matter came before: this one is read together with it."""
    if into.pk == referral.pk or into.service_id != referral.service_id:
        raise Refused("It can only be joined to another referral of this service.", field="into")
    return _decide(by, referral, Status.MERGED, words, merged_into=into)


@transaction.atomic
def accept(*, by: User, referral: Referral, case: Case, words: str = "") -> Referral:
    """A case was opened from it. An unexplained leaflet becomes a task for the first visit (EX-135)."""
    if case.service_id != referral.service_id:
        raise Refused("This case belongs to another service.")
    accepted = _decide(by, referral, Status.ACCEPTED, words, case=case)
    about = About(
        service=case.service,
        case=case,
        subject=f"case:{case.pk}",
        reference=case.number,
        link=reverse("casefile:case", args=[case.number]),
    )
    if leaflet_is_open(accepted):
        start_clock(by=by, name="explain-leaflet", about=about)
    if accepted.initiated_by == "victim":
        start_clock(by=by, name="person-harmed-first", about=about)
    mind_missing_report(by=by, referral=accepted, case=case)
    return accepted


@transaction.atomic
def reopen(*, by: User, referral: Referral, reason: str) -> Referral:
    """Look at a decided referral again: something has changed. The time to decide starts anew."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    if not referral.may_be_looked_at_again:
        raise Refused("This referral cannot be opened again.")
    if not reason.strip():
        raise Refused("Say why.", field="reason")
    before = referral.get_status_display()
    referral.status, referral.merged_into, referral.version = Status.SUBMITTED, None, referral.version + 1
    referral.save(update_fields=["status", "merged_into", "version"])
    Amendment.objects.create(
        service_id=referral.service_id,
        referral=referral,
        what=AGAIN,
        before=before,
        after=referral.get_status_display(),
        reason=reason.strip(),
        by=by,
    )
    _start_decision(by, referral)
    note(by, referral, "reopened")
    return referral


def _start_decision(by: User, referral: Referral) -> None:
    about = About(
        service=referral.service,
        subject=subject_of(referral),
        reference=referral.number,
        link=desk_of(referral),
    )
    with as_clockwork(referral.service):
        start_clock(by=by, name="referral-decision", about=about)


@transaction.atomic
def send_again(*, by: User, referral: Referral) -> Referral:
    """The referrer has put right what it was sent back for."""
    check_is_mine(by, referral)
    if referral.status != Status.RETURNED:
        raise Refused("Only a referral that was sent back can be sent again.")
    set_status(referral, Status.SUBMITTED)
    _start_decision(by, referral)
    note(by, referral, "sent_again")
    tell_staff(
        referral=referral,
        words=f"Sent again: {referral.number}.",
        about=f"again:{referral.pk}:{referral.version}",
    )
    return referral


@transaction.atomic
def withdraw(*, by: User, referral: Referral, reason: str) -> Referral:
    """Whoever referred takes it back."""
    check_is_mine(by, referral)
    if referral.status != Status.RETURNED:
        check_is_open(referral)
    if not reason.strip():
        raise Refused("Say why you withdraw it.", field="reason")
    referral.outcome_words = reason.strip()
    referral.save(update_fields=["outcome_words"])
    set_status(referral, Status.WITHDRAWN)
    _stop_clocks(by, referral, dropped=True)
    note(by, referral, "withdrawn")
    tell_staff(referral=referral, words=f"Withdrawn: {referral.number}.", about=f"withdrawn:{referral.pk}")
    return referral
