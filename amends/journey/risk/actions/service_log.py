"""The log of the service itself: what could go wrong with it, what has, and what was learnt."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.models import ServiceRisk, ServiceRiskReview

REVIEW = "service-risk-review"


@transaction.atomic
def note_service_risk(*, by: User, service: Service, details: Mapping[str, object]) -> ServiceRisk:
    """One more line, with an owner, a score and a day on which it is looked at again (EX-086)."""
    check_may(by, Permission.SERVICE_MANAGE, service.pk)
    row = ServiceRisk(service=service, noted_by=by, **details)
    row.full_clean()
    row.save()
    _note(by, row, Act.COLLECTION, "noted")
    _plan(by, row)
    return row


@transaction.atomic
def review_service_risk(
    *, by: User, row: ServiceRisk, words: str, review_on: date | None = None, close: bool = False
) -> ServiceRiskReview:
    """Somebody has looked at it again: what they found, and when next, or that it is over."""
    check_may(by, Permission.SERVICE_MANAGE, row.service_id)
    if not close and (review_on is None or review_on <= timezone.localdate()):
        raise Refused("Choose a day still to come, or close it.", field="review_on")
    found = ServiceRiskReview(service_id=row.service_id, risk=row, words=words.strip(), by=by)
    found.full_clean()
    found.save()
    row.review_on = review_on or row.review_on
    row.status = ServiceRisk.Status.CLOSED if close else row.status
    row.full_clean()
    row.save(update_fields=["review_on", "status"])
    _note(by, row, Act.ALTERATION, "reviewed")
    stop_clock(by=by, name=REVIEW, subject=row.subject)
    if not close:
        _plan(by, row)
    return found


def _plan(by: User, row: ServiceRisk) -> None:
    about = About(
        service=row.service,
        subject=row.subject,
        reference=row.get_kind_display(),
        link=reverse("risk:service_log"),
        owner=row.owner,
    )
    start_clock(by=by, name=REVIEW, about=about, due=end_of(row.review_on))


def _note(by: User, row: ServiceRisk, act: Act, what: str) -> None:
    record(by=by, act=act, what=f"service_risk.{what}", service_id=row.service_id, subject=row.subject)
