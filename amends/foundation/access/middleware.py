"""One transaction a request, with the signed-in person told to the database."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.access.trail import note_refusal


class ActingUser:
    """Opens the request's transaction and sets whose grants the row policies apply; an error undoes it all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting_as(request.user if request.user.is_authenticated else None):
            request.before_view = transaction.savepoint()  # type: ignore[attr-defined]  # read below
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A page that failed leaves nothing half done. The page that says so can still read what it shows."""
        transaction.set_rollback(False)
        transaction.savepoint_rollback(request.before_view)  # type: ignore[attr-defined]  # set above
        if isinstance(exception, Http404) and isinstance(request.user, User):
            note_refusal(request.user, request)
