"""What every template may use: `page` (who we are, who you are), `navigation` and the links `below`."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from amends.foundation.pages.navigation import items_below, items_for

PRODUCT = "Amends"
SERVICE = "Restorative justice casework"
QUICK_EXIT = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Page:
    """Name of product and service, language, and the signed-in person's name ("" for nobody)."""

    product: str
    service: str
    language: str
    example: bool
    user_name: str
    quick_exit: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The navigation is worked out only when a template shows it."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "page": Page(
            product=PRODUCT,
            service=getattr(settings, "SERVICE_NAME", SERVICE),
            language=(get_language() or "en")[:2],
            example=bool(getattr(settings, "EXAMPLE_SERVICE", False)),
            user_name=(getattr(user, "name", "") or user.get_username()) if user and signed_in else "",
            quick_exit=getattr(settings, "QUICK_EXIT_URL", QUICK_EXIT),
        ),
        "navigation": SimpleLazyObject(lambda: items_for(request) if signed_in else []),
        "below": SimpleLazyObject(lambda: items_below(request) if signed_in else []),
    }
