"""At the foot of every page that belongs to a step: what there is to read about that step."""

from django.http import HttpRequest
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.rules import access_of
from amends.foundation.pages.navigation import NavItem, provide_below
from amends.service.library.delivered import contents


@provide_below
def links(request: HttpRequest) -> list[NavItem]:
    """The library, and what belongs beside the page that is open: places are named like the rooms. No query."""
    if not isinstance(request.user, User) or not access_of(request.user).memberships:
        return []
    found = [NavItem("Library", reverse("library:home"))]
    room = request.resolver_match.namespace if request.resolver_match else ""
    if room in contents().places:
        found.insert(0, NavItem("What to read for this step", reverse("library:at", args=[room])))
    return found
