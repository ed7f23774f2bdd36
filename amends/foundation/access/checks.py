"""Settings that would be a mistake in production: said at start, with what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warned


@register("security")
def production_is_not_the_example(**_: Any) -> list[CheckMessage]:
    """The example's accounts have a published password, so production must not be one."""
    found: list[CheckMessage] = []
    if settings.PRODUCTION and settings.EXAMPLE_SERVICE:
        found.append(
            Warned(
                "AMENDS_EXAMPLE_SERVICE is on in production: its accounts and their password are public.",
                hint="Unset AMENDS_EXAMPLE_SERVICE.",
                id="access.W001",
            )
        )
    if settings.PRODUCTION and not settings.REQUIRE_SECOND_FACTOR:
        found.append(
            Warned(
                "AMENDS_REQUIRE_SECOND_FACTOR is off in production: a stolen password opens case files.",
                hint="Unset AMENDS_REQUIRE_SECOND_FACTOR.",
                id="access.W002",
            )
        )
    return found
