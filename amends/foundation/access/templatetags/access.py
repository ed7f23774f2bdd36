"""Whether a link leads anywhere for the person who reads the page."""

from django import template
from django.http import HttpRequest

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of

register = template.Library()


@register.filter
def may(request: HttpRequest, permission: str) -> bool:
    """`{% if request|may:"consent.record" %}`: no link to a page that would say there is nothing here."""
    service = getattr(request, "service", None)
    if not isinstance(request.user, User) or service is None:
        return False
    return access_of(request.user).may(Permission(permission), service.pk)


@register.filter
def sees_shared(request: HttpRequest) -> bool:
    """Whether what both sides share (a meeting, letters, an agreement) is open to whoever reads the page.

    PostgreSQL keeps it from officers who work with one side. A page that is empty for them must not say that there is
    nothing.
    """
    service = getattr(request, "service", None)
    if not isinstance(request.user, User) or service is None:
        return False
    return service.pk in access_of(request.user).opens_both_sides
