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
    """Their own profile for facilitators; the list for those who manage them is linked with the case pages."""
    if not isinstance(request.user, User):
        return
    roles = [membership.definition.may for membership in access_of(request.user).memberships]
    if any(Permission.ALLOCATION_ANSWER in may for may in roles):
        yield NavItem("My profile", reverse("workforce:mine"), order=90)
