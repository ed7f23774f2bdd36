"""Whoever can open a case file signs in with something they have as well as a password they know."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from amends.foundation.access.rules import access_of


class SecondFactor:
    """Leads to the page on which a second factor is set up, from every page but those of the account itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if (
            not settings.REQUIRE_SECOND_FACTOR
            or not request.user.is_authenticated
            or _is_about_account(request)
        ):
            return None
        if access_of(request.user).needs_second_factor and not is_mfa_enabled(request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def _is_about_account(request: HttpRequest) -> bool:
    """The pages that somebody without a second factor still needs: setting one up, and signing out."""
    match = request.resolver_match
    if match is None:
        return False
    return match.app_name == "access" or (match.url_name or "").startswith(
        ("account_", "mfa_", "usersessions_")
    )
