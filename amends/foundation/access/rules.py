"""May this person do that? Asked by pages to show a button and by actions before they write."""

from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import FOR_AN_AGENCY, ONE_SIDE, ROLES, Sees
from amends.foundation.lib.refusal import Refused

BOTH_SIDES = {Sees.SERVICE, Sees.GRANTED, Sees.INSPECTION}


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

    def roles(self, service_id: int) -> set[str]:
        """The roles the user has in a service."""
        return {m.role for m in self.memberships if m.service_id == service_id}

    def services(self, sees: Sees) -> list[int]:
        """The services in which the user has this scope."""
        return [m.service_id for m in self.memberships if m.sees == sees]

    def agencies(self, sees: Sees) -> list[int]:
        """The agencies on whose behalf the user has this scope."""
        return [m.agency_id for m in self.memberships if m.sees == sees and m.agency_id]

    @cached_property
    def opens_both_sides(self) -> list[int]:
        """The services in which a file of either side can be opened to this user."""
        return [m.service_id for m in self.memberships if m.sees in BOTH_SIDES]

    @cached_property
    def opens_one_side(self) -> list[tuple[int, str]]:
        """The services in which only files of one side can be opened to them, with that side."""
        return [(m.service_id, ONE_SIDE[Sees(m.sees)]) for m in self.memberships if m.sees in set(ONE_SIDE)]

    def opens_elsewhere(self, services: list[int]) -> bool:
        """Whether files can be opened to this user in other services than these, which they see whole."""
        one_side = {service_id for service_id, _ in self.opens_one_side}
        return bool({*self.opens_both_sides, *one_side} - set(services))

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
        user.__dict__["_access"] = kept  # lives as long as the request's user object
    return kept


def may(user: User, permission: Permission, service: Service | int) -> bool:
    """Yes or no: may this user do this in that service?"""
    return access_of(user).may(permission, service if isinstance(service, int) else service.pk)


def check_may(user: User, permission: Permission, service: Service | int) -> None:
    """Refuse unless the user's roles hold the permission in that service."""
    if not may(user, permission, service):
        raise Refused(
            "Your role does not allow this.", opens="Ask the service manager if you think it should."
        )


# Roles of programs, not of people: made at installation, never given on a page.
OF_PROGRAMS = frozenset({"public_form", "clockwork"})


def check_can_give(by: User, user: User, role: str, service: Service) -> None:
    """Refuse a role to oneself, and a program's role to a person."""
    check_may(by, Permission.USERS_MANAGE, service)
    if by.pk == user.pk:
        raise Refused(
            "Nobody gives themselves a role.", opens="Ask somebody else who manages people.", field="role"
        )
    if role in OF_PROGRAMS or role not in ROLES:
        raise Refused("This role is not for people.", opens="Choose another one.", field="role")


def check_can_be_without(membership: Membership) -> None:
    """Refuse to end the last role with which anybody can still give roles in the service."""
    if Permission.USERS_MANAGE not in membership.definition.may:
        return
    keys = [role.key for role in ROLES.values() if Permission.USERS_MANAGE in role.may]
    others = Membership.objects.filter(service=membership.service, role__in=keys, user__is_active=True)
    if not others.filter(ends_on__isnull=True).exclude(pk=membership.pk).exists():
        raise Refused(
            "Nobody could give roles in this service any more.",
            opens="Give somebody else a role that manages people first.",
        )


def check_can_close(by: User, user: User, service: Service) -> None:
    """Refuse to shut oneself out, and an account that another service relies on."""
    check_may(by, Permission.USERS_MANAGE, service)
    if by.pk == user.pk:
        raise Refused("Nobody does this to their own account.", opens="Ask somebody else who manages people.")
    if any(m.service_id != service.pk for m in access_of(user).memberships):
        raise Refused(
            "This person also works for another service.",
            opens="End their roles here, or agree it with the other service.",
        )


def held_today(service: Service | int) -> QuerySet[Membership]:
    """The roles that accounts in use hold in a service today, also those that already have a day on which they end."""
    today = timezone.localdate()
    rows = Membership.objects.filter(service=service, starts_on__lte=today, user__is_active=True)
    return rows.exclude(ends_on__lt=today)


def needs_agency(role: str) -> bool:
    """Whether somebody holds this role on behalf of a partner agency."""
    return ROLES[role].sees in FOR_AN_AGENCY and role not in OF_PROGRAMS


def held(user: User, service_id: int) -> set[str]:
    """Everything the user may do in a service, by the names templates use: `case_close`, `contact_log`."""
    current = (m for m in access_of(user).memberships if m.service_id == service_id)
    return {permission.name.lower() for m in current for permission in m.definition.may}
