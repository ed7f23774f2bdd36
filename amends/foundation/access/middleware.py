"""One transaction a request, with the signed-in person told to the database."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from psycopg.errors import InsufficientPrivilege

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.access.trail import note_refusal
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.views import forbidden, not_found


class ActingUser:
    """Opens the request's transaction and sets whose grants the row policies apply; an error undoes it all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting_as(request.user if request.user.is_authenticated else None):
            request.before_view = transaction.savepoint()  # type: ignore[attr-defined]  # read below
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that failed leaves nothing half done. The page that says so can still read what it shows.

        What a row policy refuses is answered like an address that does not exist, and logged like one; a refusal that
        no form could show is a page with its sentence.
        """
        transaction.set_rollback(False)
        transaction.savepoint_rollback(request.before_view)  # type: ignore[attr-defined]  # set above
        walled = isinstance(exception.__cause__, InsufficientPrivilege)
        if isinstance(request.user, User) and (walled or isinstance(exception, Http404)):
            note_refusal(request.user, request)
        if isinstance(exception, Refused):
            return forbidden(request, exception)
        return not_found(request, exception) if walled else None
