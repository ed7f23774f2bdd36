"""Keys with which the systems of partner agencies make referrals."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.models import Agency, ApiToken, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def make_api_token(
    *, by: User, agency: Agency, name: str, acts_as: User | None = None
) -> tuple[ApiToken, str]:
    """A key for an agency's system. The key itself is returned once and never stored."""
    check_may(by, Permission.PARTNERS_MANAGE, agency.service)
    key = f"amends_{secrets.token_urlsafe(32)}"
    user = acts_as or _system_user_of(agency, by)
    token = ApiToken(agency=agency, user=user, name=name, hashed=hash_key(key), created_by=by)
    token.full_clean()
    token.save()
    subject = f"api_token:{token.pk}"
    record(by=by, act=Act.COLLECTION, what="api_token.made", service_id=agency.service_id, subject=subject)
    return token, key


@transaction.atomic
def revoke_api_token(*, by: User, token: ApiToken) -> None:
    """From now on the key opens nothing; again is harmless."""
    check_may(by, Permission.PARTNERS_MANAGE, token.agency.service)
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    service_id, subject = token.agency.service_id, f"api_token:{token.pk}"
    record(by=by, act=Act.ALTERATION, what="api_token.revoked", service_id=service_id, subject=subject)


def user_of_key(key: str) -> User | None:
    """Whom a key acts as; None for a wrong or revoked one, or when the agency is no partner any more. Notes its use."""
    token = (
        ApiToken.objects.filter(hashed=hash_key(key), revoked_at__isnull=True, agency__is_active=True)
        .select_related("user")
        .first()
    )
    if token is None or not token.user.is_active:
        return None
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
    return token.user


def hash_key(key: str) -> str:
    """Keys are long and random, so one round of SHA-256 is enough to keep them unreadable."""
    return hashlib.sha256(key.encode()).hexdigest()


def _system_user_of(agency: Agency, by: User) -> User:
    """The system user that stands for an agency's own system, made the first time it is needed."""
    email = f"agency-{agency.pk}@system.invalid"
    found = User.objects.filter(email=email).first()
    if found:
        return found
    user = add_user(by=by, email=email, name=f"{agency.name} (system)"[:120], is_system=True)
    give_role(by=None, user=user, service=agency.service, role="referrer", agency=agency)
    return user
