"""Is the service well? Asked by load balancers, many times a minute, before anything else is loaded."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase


class HealthCheck:
    """Answers /healthz before sessions, host checks and users, so that it works when they do not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != "/healthz":
            return self.get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("the database cannot be reached\n", status=503, content_type="text/plain")
        return HttpResponse("ok\n", content_type="text/plain")
