"""The register of places."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.models import Room, Venue


@transaction.atomic
def add_venue(*, by: User, service: Service, details: Mapping[str, object], checked: bool = False) -> Venue:
    """Put a place into the register; `checked` when the person has looked at it themselves."""
    check_may(by, Permission.MEETING_PLAN, service)
    venue = Venue(service=service, **details)
    if checked:
        venue.checked_on, venue.checked_by = timezone.localdate(), by
    _keep(by, venue, "venue.added")
    return venue


@transaction.atomic
def change_venue(*, by: User, venue: Venue, details: Mapping[str, object], checked: bool = False) -> Venue:
    """Correct what is known of a place."""
    check_may(by, Permission.MEETING_PLAN, venue.service_id)
    for name, value in details.items():
        setattr(venue, name, value)
    if checked:
        venue.checked_on, venue.checked_by = timezone.localdate(), by
    _keep(by, venue, "venue.changed")
    return venue


def _keep(by: User, venue: Venue, what: str) -> None:
    venue.full_clean()
    venue.save()
    act = Act.COLLECTION if what.endswith("added") else Act.ALTERATION
    record(by=by, act=act, what=what, service_id=venue.service_id, subject=f"venue:{venue.pk}")


@transaction.atomic
def add_room(*, by: User, venue: Venue, name: str, for_breaks: bool = False) -> Room:
    """A room of the place that can be booked."""
    check_may(by, Permission.MEETING_PLAN, venue.service_id)
    room = Room(venue=venue, name=name, for_breaks=for_breaks)
    room.full_clean()
    room.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="venue.room_added",
        service_id=venue.service_id,
        subject=f"room:{room.pk}",
    )
    return room
