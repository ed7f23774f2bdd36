"""May this person do that? Asked by pages to show a button and by actions before they write."""

from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.lib.refusal import Refused


class Access:
    """What one user may do, read once a request. Kept on the user as `user.access` by `access_of`."""

    def __init__(self, user: User, on: date) -> None:
        self.user = user
        self.on = on

    @cached_property
    def memberships(self) -> list[Membership]:
        """The roles that count today, with their service and agency."""
        current = Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        rows = Membership.objects.filter(current, user=self.user, starts_on__lte=self.on)
        return list(rows.select_related("service", "agency").order_by("pk"))

    def may(self, permission: Permission, service_id: int) -> bool:
        """Whether any current role in that service holds the permission."""
        return any(m.service_id == service_id and permission in m.definition.may for m in self.memberships)

    def services(self, sees: Sees) -> list[int]:
        """The services in which the user has this scope."""
        return [m.service_id for m in self.memberships if m.sees == sees]

    @property
    def needs_second_factor(self) -> bool:
        """True when any role can open a case file."""
        return any(m.definition.needs_second_factor for m in self.memberships)


def access_of(user: User) -> Access:
    """The user's access, read once and kept with the user object."""
    today = timezone.localdate()
    kept = getattr(user, "_access", None)
    if not isinstance(kept, Access) or kept.on != today:
        kept = Access(user, today)
        user._access = kept  # type: ignore[attr-defined]  # lives as long as the request's user object
    return kept


def may(user: User, permission: Permission, service: Service | int) -> bool:
    """Yes or no: may this user do this in that service?"""
    return access_of(user).may(permission, service if isinstance(service, int) else service.pk)


def check_may(user: User, permission: Permission, service: Service | int) -> None:
    """Refuse unless the user's roles hold the permission in that service."""
    if not may(user, permission, service):
        raise Refused("Your role does not allow this.", opens="Ask the service manager if you think it should.")
