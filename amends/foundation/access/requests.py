"""What a view knows about its request: somebody signed in, in one service."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from amends.foundation.access.kept_forms import TOKEN_FIELD, ask_to_sign_in, discard
from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of


class StaffRequest(HttpRequest):
    """A request of somebody with a role in `service`. For typing only: views receive it from `staff_view`."""

    user: User
    service: Service


def current_service(request: HttpRequest, user: User, permission: Permission | None) -> Service:
    """The service this page is about: the one chosen for the session, or the first in which the permission is held.

    Raises Http404 when there is none: a stranger does not learn that the page exists.
    """
    memberships = access_of(user).memberships
    chosen = request.session.get("service")
    for membership in sorted(memberships, key=lambda m: m.service_id != chosen):
        if permission is None or permission in membership.definition.may:
            return membership.service
    raise Http404


P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_view(
    permission: Permission | None = None, *, keeps_form: bool = True
) -> Callable[[StaffView[P]], View[P]]:
    """For pages of signed-in people. Strangers go to the sign-in page, those without the permission get 404.

    A form that is sent after the session ended is kept for the same person (see `kept_forms`), but not where somebody
    else fills it in: `keeps_form=False`.
    """

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def page(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request.service = current_service(request, request.user, permission)
            return view(request, *args, **kwargs)

        decorated = signed_in_view(page)
        decorated.keeps_form = keeps_form  # type: ignore[attr-defined]  # asked by `ask_to_sign_in`
        return decorated

    return decorate


def signed_in_view(view: StaffView[P]) -> View[P]:
    """For pages of one's own account, which somebody without a role in any service has as well."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return ask_to_sign_in(request)
        response = view(cast("StaffRequest", request), *args, **kwargs)
        if TOKEN_FIELD in request.POST:
            discard(request.user, request.POST[TOKEN_FIELD])
        return response

    page.is_for_staff = True  # type: ignore[attr-defined]  # asked by `csrf_failure`
    return page
