"""Noting what comes before a referral, and what became of it. Each starts and stops its own clock."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_role
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.models import Disclosure, Interest, Noted, Offer, Request
from amends.journey.finding.rules import check_not_ahead, may_refer_from_custody

OFFICER = "prison_offender_manager"
MADE, INFORMED, INTEREST = "referral-made", "victim-of-crime-informed", "interest-raised"


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _keep(by: User, row: Noted, what: str, act: Act = Act.COLLECTION) -> None:
    check_may(by, Permission.REFERRAL_MAKE, row.service_id)
    row.full_clean()
    row.save()
    record(by=by, act=act, what=what, service_id=row.service_id, subject=subject_of(row))


def subject_of(row: Noted) -> str:
    """The row as clocks know it."""
    return f"{row._meta.model_name}:{row.pk}"


def _about(row: Noted, owner: User | None) -> About:
    reference = f"{row._meta.verbose_name} {row.pk}".capitalize()
    return About(
        service=row.service,
        subject=subject_of(row),
        reference=reference,
        link=reverse("finding:home"),
        owner=owner,
    )


@transaction.atomic
def note_request(*, by: User, service: Service, asked_on: date, **details: object) -> Request:
    """Somebody on probation or in prison asks: fifteen working days run from the day they asked (PF-025, PF-027)."""
    check_not_ahead(asked_on, "asked_on")
    row = Request(service=service, noted_by=by, asked_on=asked_on, **details)
    _keep(by, row, "request.noted")
    start_clock(by=by, name=MADE, about=_about(row, by), at=_at(asked_on))
    return row


@transaction.atomic
def answer_request(
    *, by: User, request: Request, outcome: str, on: date, referral_number: str = "", late_reason: str = ""
) -> Request:
    """Say what became of a request. A late one needs its reason (PF-027)."""
    if request.outcome != Request.Outcome.PENDING:
        raise Refused("This request has been answered already.")
    check_not_ahead(on, "on")
    clock = Clock.objects.filter(subject=subject_of(request), name=MADE, stopped_at__isnull=True).first()
    late = clock is not None and clock.due_at is not None and _at(on) > clock.due_at
    if late and not late_reason.strip():
        raise Refused(
            "This is later than fifteen working days. Say why.", source="HMPPS 4.3", field="late_reason"
        )
    request.outcome, request.referral_number = outcome, referral_number
    request.referred_on = on if outcome == Request.Outcome.REFERRED else None
    _keep(by, request, f"request.{outcome}", Act.ALTERATION)
    stop_clock(
        by=by,
        name=MADE,
        subject=subject_of(request),
        at=max(_at(on), _at(request.asked_on)),
        late_reason=late_reason,
    )
    return request


@transaction.atomic
def raise_interest(*, by: User, service: Service, raised_on: date, **details: object) -> Interest:
    """Interest of somebody in custody becomes a task for the prison offender manager, and nothing more (PF-051)."""
    check_not_ahead(raised_on, "raised_on")
    row = Interest(service=service, noted_by=by, raised_on=raised_on, **details)
    _keep(by, row, "interest.raised")
    with as_clockwork(service) as hand:  # the task is somebody else's: whoever raises it need not see it
        start_clock(by=hand, name=INTEREST, about=_about(row, row.officer), at=_at(raised_on), role=OFFICER)
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
    _keep(by, interest, f"interest.{interest.state}", Act.ALTERATION)
    with as_clockwork(interest.service) as hand:
        stop_clock(by=hand, name=INTEREST, subject=subject_of(interest))
    return interest


@transaction.atomic
def note_disclosure(*, by: User, service: Service, disclosed_on: date, **details: object) -> Disclosure:
    """A supervised person says that they were harmed: ten working days to tell them what there is (PF-046)."""
    check_not_ahead(disclosed_on, "disclosed_on")
    row = Disclosure(service=service, noted_by=by, disclosed_on=disclosed_on, **details)
    _keep(by, row, "disclosure.noted")
    start_clock(by=by, name=INFORMED, about=_about(row, by), at=_at(disclosed_on))
    return row


@transaction.atomic
def give_information(*, by: User, disclosure: Disclosure, on: date, what_given: str) -> Disclosure:
    """They have been told."""
    check_not_ahead(on, "on")
    disclosure.informed_on, disclosure.what_given = on, what_given
    _keep(by, disclosure, "disclosure.informed", Act.ALTERATION)
    stop_clock(by=by, name=INFORMED, subject=subject_of(disclosure), at=_at(on))
    return disclosure


@transaction.atomic
def note_victim(*, by: User, service: Service, **details: object) -> Offer:
    """Put a victim on the entitlement list until an offer is on record (PF-008)."""
    row = Offer(service=service, noted_by=by, **details)
    _keep(by, row, "offer.noted")
    return row


@transaction.atomic
def record_offer(*, by: User, offer: Offer, on: date, offered_by: str, told: str, response: str) -> Offer:
    """They were told, and what they said."""
    check_not_ahead(on, "on")
    offer.offered_on, offer.offered_by, offer.told, offer.response = on, offered_by, told, response
    _keep(by, offer, "offer.made", Act.ALTERATION)
    return offer
