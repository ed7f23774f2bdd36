"""One transaction a request, with the signed-in person told to the database."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from amends.foundation.access.acting import tell_database


class ActingUser:
    """Opens the request's transaction and sets whose grants the row policies apply; an error undoes it all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user_id = request.user.pk if request.user.is_authenticated else None
        with transaction.atomic():
            if user_id:
                tell_database(user_id)
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A page that failed leaves nothing half done."""
        transaction.set_rollback(True)
