"""Keeping the list of courts, what was agreed with each, and openings for working together."""

from collections.abc import Mapping

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.court.models import Court, Opportunity


@transaction.atomic
def keep_court(*, by: User, court: Court, details: Mapping[str, object]) -> Court:
    """Add a court or change what is known of it. A local agreement is the manager's to record (PF-086)."""
    agreement = {"deferral_agreed_on", "deferral_limit", "deferral_review_on"}
    changed = {name for name, value in details.items() if getattr(court, name) != value}
    needed = Permission.SERVICE_MANAGE if changed & agreement else Permission.PARTNERS_MANAGE
    check_may(by, needed, court.service_id)
    for name, value in details.items():
        setattr(court, name, value)
    court.full_clean()
    court.save()
    subject = f"court:{court.pk}"
    record(by=by, act=Act.ALTERATION, what="court.kept", service_id=court.service_id, subject=subject)
    return court


@transaction.atomic
def keep_opportunity(*, by: User, opportunity: Opportunity, details: Mapping[str, object]) -> Opportunity:
    """Note an opening for working together, or what came of it; what is not pursued has a reason (PF-085)."""
    check_may(by, Permission.PARTNERS_MANAGE, opportunity.service_id)
    if not Opportunity.objects.filter(pk=opportunity.pk).exists():
        opportunity.noted_by = by
    for name, value in details.items():
        setattr(opportunity, name, value)
    opportunity.full_clean()
    opportunity.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"opportunity.{opportunity.status}",
        service_id=opportunity.service_id,
        subject=f"opportunity:{opportunity.pk}",
    )
    return opportunity
