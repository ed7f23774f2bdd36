"""Tables to take away carry the protective marking in their name.

A CSV file has no page to print it on: a line above the heading would be read as data, and a column more would be a field
that nobody agreed to send. The name goes wherever the file goes, and is there for every table without its room's doing.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

_NAME = re.compile(r"filename=\"?(?P<name>[^\";]+)\"?")


class MarkTables:
    """Puts the service's marking in front of the name of each CSV file that leaves a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, its file named anew where it is a table."""
        response = self.get_response(request)
        service = getattr(request, "service", None)
        named = _NAME.search(response.headers.get("Content-Disposition", ""))
        if service is not None and named and response.headers.get("Content-Type", "").startswith("text/csv"):
            name = f"{in_a_name(service.marking)}_{named['name']}"
            response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response


def in_a_name(marking: str) -> str:
    """A marking as every system takes it in the name of a file: PROTECT-PERSONAL-INFORMATION."""
    return re.sub(r"[^0-9A-Za-z]+", "-", marking).strip("-")
