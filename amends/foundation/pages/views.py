"""The pages for when something went wrong, and the gallery of every component."""

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
    """Rendered without the request: whatever broke may be in there."""
    return render(None, "500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = render(None, "503.html", status=503)
    response["Retry-After"] = "300"
    return response
