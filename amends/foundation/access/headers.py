"""What every answer tells the browser besides Django's own headers: keep nothing of the casework, use no device."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# A page never needs these; what was injected into it could not use them either.
PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)


class SafeHeaders:
    """A shared computer must not show a case to whoever presses Back after somebody signed out (OWASP ASVS 8.2.1)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if was_signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        return response
