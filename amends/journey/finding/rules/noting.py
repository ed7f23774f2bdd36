"""What is still open before a referral: for an officer their own, for the service everything."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import late_words
from amends.foundation.lib.refusal import Refused
from amends.journey.finding.models import Disclosure, Interest, Noted, Offer, Request

MADE = "referral-made"


def subject_of(row: Noted) -> str:
    """The row as clocks know it."""
    return f"{row._meta.model_name}:{row.pk}"


def check_not_ahead(day: date | None, field: str) -> None:
    """Refuse a day that has not come yet (PF-025)."""
    if day and day > timezone.localdate():
        raise Refused("This day has not come yet.", field=field)


def open_requests(user: User, service: Service) -> QuerySet[Request]:
    """Requests that wait for a referral, oldest first."""
    rows = Request.objects.filter(service=service, outcome=Request.Outcome.PENDING)
    return (rows if sees_all(user, service) else rows.filter(noted_by=user)).order_by("asked_on", "pk")


def open_interest(user: User, service: Service) -> QuerySet[Interest]:
    """Interest that waits for the prison offender manager."""
    rows = Interest.objects.filter(service=service, state=Interest.State.OPEN)
    return rows.order_by("raised_on", "pk")


def open_disclosures(user: User, service: Service) -> QuerySet[Disclosure]:
    """People who are still to be told about local services."""
    rows = Disclosure.objects.filter(service=service, informed_on__isnull=True)
    return (rows if sees_all(user, service) else rows.filter(noted_by=user)).order_by("disclosed_on", "pk")


def without_offer(user: User, service: Service) -> QuerySet[Offer]:
    """Victims for whom no offer is on record: the entitlement list (PF-008)."""
    rows = Offer.objects.filter(service=service, offered_on__isnull=True)
    return (rows if sees_all(user, service) else rows.filter(noted_by=user)).order_by("noted_at", "pk")


def sees_all(user: User, service: Service) -> bool:
    """Whether the user's role sees the whole service."""
    return service.pk in access_of(user).services(Sees.SERVICE)


def may_refer_from_custody(user: User, service: Service) -> bool:
    """Only a prison offender manager, or the service itself, submits for somebody in custody (PF-051)."""
    access = access_of(user)
    officer = "prison_offender_manager" in access.roles(service.pk)
    return officer or access.may(Permission.REFERRAL_SCREEN, service.pk)


def with_offer(user: User, service: Service) -> QuerySet[Offer]:
    """Victims who were told, with what they said, the latest first (PF-008)."""
    rows = Offer.objects.filter(service=service, offered_on__isnull=False)
    return (rows if sees_all(user, service) else rows.filter(noted_by=user)).order_by("-offered_on", "-pk")


@dataclass(frozen=True)
class Late:
    """A request that was answered after its limit: by how much, and why."""

    request: Request
    words: str
    reason: str


def answered_late(user: User, service: Service) -> list[Late]:
    """Requests answered later than fifteen working days, with the reason given, the latest first (PF-027)."""
    rows = Request.objects.filter(service=service).exclude(outcome=Request.Outcome.PENDING)
    rows = rows if sees_all(user, service) else rows.filter(noted_by=user)
    by_subject = {subject_of(row): row for row in rows}
    clocks = Clock.objects.filter(subject__in=by_subject, name=MADE, ended="late").order_by("-stopped_at")
    return [
        Late(by_subject[clock.subject], late_words(clock, clock.stopped_at), clock.late_reason)
        for clock in clocks
        if clock.stopped_at
    ]
