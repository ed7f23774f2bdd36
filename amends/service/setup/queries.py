"""Who has an account in a service, and which keys its agencies hold."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404
from django.utils import timezone

from amends.foundation.access.models import ApiToken, Membership, Service, User
from amends.foundation.lib.paging import page_by_name


@dataclass
class Colleague:
    """A person with the roles they have, or will have, in this service."""

    user: User
    roles: list[Membership] = field(default_factory=list)


def colleagues(service: Service, *, after: int | None = None) -> tuple[list[Colleague], int | None]:
    """A page of everybody with an account in the service, by name; those without a current role as well.

    Also the key after which the next page goes on, if there is one.
    """
    here = User.objects.filter(
        pk__in=Membership.objects.filter(service=service).values("user"), is_system=False
    )
    users, further = page_by_name(here, "name", after=after)
    found, today = {user.pk: Colleague(user) for user in users}, timezone.localdate()
    memberships = Membership.objects.filter(service=service, user__in=users).select_related("user", "agency")
    for membership in memberships.order_by("pk"):
        if is_current(membership, today):
            found[membership.user_id].roles.append(membership)
    return list(found.values()), further


def is_current(membership: Membership, today: date) -> bool:
    """Whether the role has not ended."""
    return membership.ends_on is None or membership.ends_on >= today


def has_another_role(membership: Membership) -> bool:
    """Whether somebody stays in the service when this role of theirs ends."""
    others = Membership.objects.filter(user=membership.user_id, service=membership.service_id)
    return any(is_current(each, timezone.localdate()) for each in others.exclude(pk=membership.pk))


def colleague_or_404(service: Service, user_id: int) -> User:
    """Somebody who has or had a role here; of others nobody learns that they exist."""
    user = User.objects.filter(pk=user_id, is_system=False, memberships__service=service).first()
    if user is None:
        raise Http404
    return user


def role_or_404(service: Service, membership_id: int) -> Membership:
    """One role of somebody in this service."""
    found = Membership.objects.filter(pk=membership_id, service=service, user__is_system=False)
    membership = found.select_related("user", "service", "agency").first()
    if membership is None:
        raise Http404
    return membership


def keys_of(service: Service) -> list[ApiToken]:
    """The keys of the service's agencies, the newest first."""
    tokens = ApiToken.objects.filter(agency__service=service)
    return list(tokens.select_related("agency", "created_by").order_by("-pk"))


def key_or_404(service: Service, token_id: int) -> ApiToken:
    """One key of an agency of this service."""
    found = ApiToken.objects.filter(pk=token_id, agency__service=service)
    token = found.select_related("agency__service").first()
    if token is None:
        raise Http404
    return token
