"""Naming the safeguarding lead and the deputies, the number for the night, and confirming what was read."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of, check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.guidance import guidance
from amends.journey.safeguarding.models import Officer, OutOfHours, Reading


def _note(by: User, service: Service, what: str, subject: str = "") -> None:
    record(by=by, act=Act.ALTERATION, what=f"safeguarding.{what}", service_id=service.pk, subject=subject)


@transaction.atomic
def name_officer(*, by: User, service: Service, user: User, part: str) -> Officer:
    """Name the lead or a deputy. A new lead ends the time of the one before; a deputy can become lead."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    if user.is_system or all(m.service_id != service.pk for m in access_of(user).memberships):
        raise Refused("They need a role in this service first.", field="user")
    current = Officer.objects.filter(service=service, ended_at__isnull=True)
    if part == Officer.Part.LEAD:
        current.filter(part=Officer.Part.LEAD).exclude(user=user).update(ended_at=timezone.now())
        current.filter(part=Officer.Part.DEPUTY, user=user).update(ended_at=timezone.now())
    row = Officer(service=service, user=user, part=part, named_by=by)
    row.full_clean()
    row.save()
    _note(by, service, f"named_{part}", f"user:{user.pk}")
    return row


@transaction.atomic
def end_officer(*, by: User, officer: Officer) -> None:
    """They do this no longer."""
    check_may(by, Permission.SERVICE_MANAGE, officer.service_id)
    officer.ended_at = timezone.now()
    officer.save(update_fields=["ended_at"])
    _note(by, officer.service, f"ended_{officer.part}", f"user:{officer.user_id}")


@transaction.atomic
def set_out_of_hours(*, by: User, service: Service, telephone: str, words: str = "") -> OutOfHours:
    """The number for nights and weekends."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    row = OutOfHours.objects.filter(service=service).first() or OutOfHours(service=service)
    row.telephone, row.words, row.changed_by, row.changed_at = telephone, words, by, timezone.now()
    row.full_clean()
    row.save()
    _note(by, service, "out_of_hours_set")
    return row


@transaction.atomic
def confirm_reading(*, by: User, service: Service) -> Reading:
    """They have read what cannot stay confidential, in the version that holds now; again is harmless."""
    version = guidance().version
    row, new = Reading.objects.get_or_create(service=service, user=by, version=version)
    if new:
        _note(by, service, "guidance_read", f"user:{by.pk}")
    return row
