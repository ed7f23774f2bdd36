"""Giving people accounts and roles, and taking roles away."""

import hashlib
import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.invitations import invitation_for
from amends.foundation.access.models import Agency, ApiToken, Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import check_can_be_without, check_can_give, check_may
from amends.foundation.lib.refusal import Refused
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
    ends_on: date | None = None,
) -> Membership:
    """Give somebody a role in a service. `by` is None only when a service is set up with its first people."""
    if by is not None:
        check_can_give(by, user, role, service)
    membership = Membership(
        user=user,
        service=service,
        role=role,
        sees=ROLES[role].sees,
        agency=agency,
        starts_on=timezone.localdate(),
        ends_on=ends_on,
    )
    membership.full_clean()
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


@transaction.atomic
def invite(
    *, by: User, service: Service, email: str, name: str, role: str, agency: Agency | None = None
) -> Membership:
    """Give somebody a role by e-mail address; who has no account yet gets one and a link to choose a password."""
    check_may(by, Permission.USERS_MANAGE, service)
    user = User.objects.filter(email__iexact=email.strip()).first()
    known = user is not None
    user = user or add_user(by=by, email=email, name=name)
    membership = give_role(by=by, user=user, service=service, role=role, agency=agency)
    if not known:
        send_invitation(by=by, user=user, service=service)
    return membership


@transaction.atomic
def send_invitation(*, by: User, user: User, service: Service) -> None:
    """Send, or send again, the link with which somebody chooses their first password."""
    check_may(by, Permission.USERS_MANAGE, service)
    if user.has_usable_password():
        raise Refused(
            "This person has a password already.", opens="They can ask for a new one on the sign-in page."
        )
    mail = invitation_for(user, service)
    transaction.on_commit(lambda: mail.send() and None, robust=True)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="user.invited",
        service_id=service.pk,
        subject=f"user:{user.pk}",
    )


@transaction.atomic
def make_api_token(*, by: User, agency: Agency, name: str, acts_as: User) -> tuple[ApiToken, str]:
    """A key for an agency's system. The key itself is returned once and never stored."""
    check_may(by, Permission.PARTNERS_MANAGE, agency.service)
    key = f"amends_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        agency=agency, user=acts_as, name=name, hashed=hash_key(key), created_by=by
    )
    record(
        by=by,
        act=Act.COLLECTION,
        what="api_token.made",
        service_id=agency.service_id,
        subject=f"api_token:{token.pk}",
    )
    return token, key


@transaction.atomic
def revoke_api_token(*, by: User, token: ApiToken) -> None:
    """From now on the key opens nothing; again is harmless."""
    check_may(by, Permission.PARTNERS_MANAGE, token.agency.service)
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="api_token.revoked",
        service_id=token.agency.service_id,
        subject=f"api_token:{token.pk}",
    )


def hash_key(key: str) -> str:
    """Keys are long and random, so one round of SHA-256 is enough to keep them unreadable."""
    return hashlib.sha256(key.encode()).hexdigest()
