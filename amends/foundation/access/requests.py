"""What a view knows about its request: somebody signed in, in one service."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of


class StaffRequest(HttpRequest):
    """A request of a signed-in person who has a role in `service`. Only for typing: views receive it from `staff_view`."""

    user: User  # type: ignore[assignment]
    service: Service


def current_service(request: HttpRequest, permission: Permission | None) -> Service:
    """The service this page is about: the one chosen for the session, or the first in which the permission is held.

    Raises Http404 when there is none: a stranger does not learn that the page exists.
    """
    assert isinstance(request.user, User)
    memberships = access_of(request.user).memberships
    chosen = request.session.get("service")
    for membership in sorted(memberships, key=lambda m: m.service_id != chosen):
        if permission is None or permission in membership.definition.may:
            return membership.service
    raise Http404


P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_view(permission: Permission | None = None) -> Callable[[StaffView[P]], View[P]]:
    """For pages of signed-in people. Strangers go to the sign-in page, those without the permission get 404."""

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request.service = current_service(request, permission)  # type: ignore[attr-defined]  # makes it a StaffRequest
            return view(cast("StaffRequest", request), *args, **kwargs)

        return login_required(page)

    return decorate
