"""What no text holds: PostgreSQL stores no NUL, and no keyboard writes one. Whoever sends it tries something."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NUL = "\x00"


class WholeText:
    """Refuses a request with a NUL in its address or in what it sends, before any page looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """After the check for forms from elsewhere, which has read what was sent. Raises BadRequest."""
        if NUL in request.path or any(
            NUL in value
            for sent in (request.GET, request.POST)
            for values in sent.lists()
            for value in values[1]
        ):
            raise BadRequest("A NUL was sent.")
