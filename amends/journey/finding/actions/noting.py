"""What every note has in common: it is kept, recorded and known to the clocks."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.models import Noted
from amends.journey.finding.rules.noting import subject_of


def at(day: date) -> datetime:
    """Nine in the morning of a day: from when its clock runs."""
    return timezone.make_aware(datetime.combine(day, time(9)))


def keep(by: User, row: Noted, what: str, act: Act = Act.COLLECTION) -> None:
    """Save a note and record who made it."""
    check_may(by, Permission.REFERRAL_MAKE, row.service_id)
    row.full_clean()
    row.save()
    record(by=by, act=act, what=what, service_id=row.service_id, subject=subject_of(row))


def about(row: Noted, owner: User | None) -> About:
    """What the clock of a note is about."""
    reference = f"{row._meta.verbose_name} {row.pk}".capitalize()
    return About(
        service=row.service,
        subject=subject_of(row),
        reference=reference,
        link=reverse("finding:home"),
        owner=owner,
    )
