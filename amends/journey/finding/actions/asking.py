"""Noting who asks and who shows interest, and what became of it. Each starts and stops its own clock."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import Service, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import late_words
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_role
from amends.foundation.record.models import Act
from amends.journey.finding.actions.noting import about, at, keep
from amends.journey.finding.actions.signals import interest_answered
from amends.journey.finding.models import Interest, Request
from amends.journey.finding.rules.judging import check_judged
from amends.journey.finding.rules.noting import MADE, check_not_ahead, may_refer_from_custody, subject_of

OFFICER = "prison_offender_manager"
INTEREST = "interest-raised"


@transaction.atomic
def note_request(*, by: User, service: Service, asked_on: date, **details: object) -> Request:
    """Somebody on probation or in prison asks: fifteen working days run from the day they asked (PF-025, PF-027)."""
    check_not_ahead(asked_on, "asked_on")
    row = Request(service=service, noted_by=by, asked_on=asked_on, **details)
    keep(by, row, "request.noted")
    start_clock(by=by, name=MADE, about=about(row, by), at=at(asked_on))
    return row


@transaction.atomic
def answer_request(
    *, by: User, request: Request, outcome: str, on: date, referral_number: str = "", late_reason: str = ""
) -> Request:
    """Say what became of a request. It leaves only with the officer's own judgement, where the rules ask for it.

    Raises Refused for what was answered already, for a day to come, without the judgement (HMPPS 4.3) and when it is
    late without a reason.
    """
    if request.outcome != Request.Outcome.PENDING:
        raise Refused("This request has been answered already.")
    check_not_ahead(on, "on")
    check_judged(request, outcome)
    return close_request(
        by=by,
        request=request,
        outcome=outcome,
        on=on,
        referral_number=referral_number,
        late_reason=late_reason,
    )


def close_request(
    *, by: User, request: Request, outcome: str, on: date, referral_number: str = "", late_reason: str = ""
) -> Request:
    """Keep the answer and stop the clock, inside the caller's transaction. A late one needs its reason (PF-027)."""
    clock = Clock.objects.filter(subject=subject_of(request), name=MADE, stopped_at__isnull=True).first()
    late = clock and late_words(clock, at(on))
    if late and not late_reason.strip():
        raise Refused(
            f"This is later than fifteen working days: {late}. Say why.",
            source="HMPPS 4.3",
            field="late_reason",
        )
    request.outcome, request.referral_number = outcome, referral_number
    request.referred_on = on if outcome == Request.Outcome.REFERRED else None
    keep(by, request, f"request.{outcome}", Act.ALTERATION)
    stop_clock(
        by=by,
        name=MADE,
        subject=subject_of(request),
        at=max(at(on), at(request.asked_on)),
        late_reason=late_reason,
    )
    return request


@transaction.atomic
def raise_interest(*, by: User, service: Service, raised_on: date, **details: object) -> Interest:
    """Interest of somebody in custody becomes a task for the prison offender manager, and nothing more (PF-051)."""
    check_not_ahead(raised_on, "raised_on")
    row = Interest(service=service, noted_by=by, raised_on=raised_on, **details)
    keep(by, row, "interest.raised")
    with as_clockwork(service) as hand:  # the task is somebody else's: whoever raises it need not see it
        start_clock(by=hand, name=INTEREST, about=about(row, row.officer), at=at(raised_on), role=OFFICER)
    words = "Somebody in custody has shown interest in restorative justice."
    tell_role(service=service, role=OFFICER, words=words, link=reverse("finding:home"))
    return row


@transaction.atomic
def answer_interest(
    *, by: User, interest: Interest, referral_number: str = "", why_dropped: str = ""
) -> Interest:
    """The prison offender manager has referred the person, or says why not. Nobody else may."""
    if not may_refer_from_custody(by, interest.service):
        raise Refused("Only the prison offender manager can take this further.", source="HMPPS 4.13")
    interest.state = Interest.State.REFERRED if referral_number else Interest.State.DROPPED
    interest.referral_number, interest.why_dropped = referral_number, why_dropped
    keep(by, interest, f"interest.{interest.state}", Act.ALTERATION)
    with as_clockwork(interest.service) as hand:
        stop_clock(by=hand, name=INTEREST, subject=subject_of(interest))
    interest_answered.send(Interest, by=by, interest=interest)
    return interest
