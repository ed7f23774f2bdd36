"""Giving people accounts and roles, and taking roles away."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import check_can_be_without, check_can_give, check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def add_user(
    *, by: User | None, email: str, name: str, password: str | None = None, is_system: bool = False
) -> User:
    """Make an account. `by` is None only for the very first one and for system users made at installation."""
    user = User(email=email.strip().lower(), name=name, is_system=is_system)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record(by=by, act=Act.COLLECTION, what="user.added", subject=f"user:{user.pk}")
    return user


@transaction.atomic
def give_role(
    *,
    by: User | None,
    user: User,
    service: Service,
    role: str,
    agency: Agency | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give somebody a role in a service. `by` is None only for its first people, and for programs.

    The database looks again: it takes a role from who manages people there, and from nobody when nobody acts.
    """
    if by is not None:
        check_can_give(by, user, role, service)
    membership = Membership(
        user=user,
        service=service,
        role=role,
        sees=ROLES[role].sees,
        agency=agency,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    membership.full_clean()
    with acting_as(by):
        membership.save()
    what = f"role.given.{role}"
    record(by=by, act=Act.COLLECTION, what=what, service_id=service.pk, subject=f"user:{user.pk}")
    return membership


@transaction.atomic
def end_role(*, by: User, membership: Membership, on: date) -> None:
    """End a role on a day; what the person could see closes with it."""
    check_may(by, Permission.USERS_MANAGE, membership.service)
    check_can_be_without(membership)
    membership.ends_on = on
    membership.full_clean()
    with acting_as(by):
        membership.save(update_fields=["ends_on"])
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"role.ended.{membership.role}",
        service_id=membership.service_id,
        subject=f"user:{membership.user_id}",
    )


@transaction.atomic
def change_own_details(*, by: User, name: str, telephone: str) -> User:
    """Everybody may correct their own name and telephone."""
    by.name, by.telephone = name, telephone
    by.full_clean(exclude=["password"])
    by.save(update_fields=["name", "telephone"])
    record(by=by, act=Act.ALTERATION, what="user.changed", subject=f"user:{by.pk}")
    return by
