"""The service's own hands: programs that act under their own name where the sender may see nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.models import Service, User

NAMES = {"public_form": "Public form", "clockwork": "Clockwork"}


def program(service: Service, role: str) -> User:
    """The system user with this role in a service, made the first time it is needed."""
    found = _programs(service, role).first()
    if found:
        return found
    with transaction.atomic():
        Service.objects.select_for_update(no_key=True).get(pk=service.pk)  # two at once make one
        found = _programs(service, role).first()
        if found is None:
            email = f"{role.replace('_', '-')}.{service.pk}@system.invalid"
            found = add_user(
                by=None, email=email, name=f"{NAMES[role]}, {service.name}"[:120], is_system=True
            )
            give_role(by=None, user=found, service=service, role=role)
    return found


def _programs(service: Service, role: str) -> QuerySet[User]:
    return User.objects.filter(
        is_system=True,
        memberships__service=service,
        memberships__role=role,
        memberships__ends_on__isnull=True,
    )


@contextmanager
def as_clockwork(service: Service) -> Iterator[User]:
    """Start and stop the service's clocks for somebody who may not see them."""
    hand = program(service, "clockwork")
    with acting_as(hand):
        yield hand
