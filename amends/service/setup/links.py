"""What this room puts across the top of pages."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of
from amends.foundation.pages.navigation import NavItem, provide


@provide
def links(request: HttpRequest) -> Iterator[NavItem]:
    """People and roles, for those who manage them."""
    if not isinstance(request.user, User):
        return
    if any(Permission.USERS_MANAGE in m.definition.may for m in access_of(request.user).memberships):
        yield NavItem("People and roles", reverse("setup:people"), order=80)
