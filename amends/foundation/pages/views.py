"""The pages for when something went wrong, and the gallery of every component."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amends.foundation.pages.examples import gallery_context


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with made-up data: to choose from, and for the accessibility test."""
    return render(request, "pages/gallery.html", gallery_context(request.GET.get("errors") == "yes"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal raised with a sentence shows that sentence."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page whether a thing does not exist or is not this person's to see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever broke may be in there. A database that does not answer is another thing."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return render(None, "500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer. What was typed is on this page and can be sent again from it, without a script.

    The form goes back with the token it came with and never with a new one: whoever is sent here by another site would
    otherwise only have to press the button. Nothing is given back where a password is asked for.
    """
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in name.lower() for name, _ in typed):
        typed = []
    context = {"typed": typed, "path": request.get_full_path(), "files": bool(request.FILES)}
    response = render(None, "503.html", context, status=503)
    response["Retry-After"] = "60"
    response["Cache-Control"] = "no-store"
    return response
