"""The link across the top of every page."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of
from amends.foundation.pages.navigation import NavItem


def links(request: HttpRequest) -> Iterable[NavItem]:
    """The list of referrals, for whoever may make one."""
    if isinstance(request.user, User):
        roles = access_of(request.user).memberships
        if any(Permission.REFERRAL_MAKE in role.definition.may for role in roles):
            yield NavItem("Referrals", reverse("referral:home"), order=20)
