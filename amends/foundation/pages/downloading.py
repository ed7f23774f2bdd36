"""Handing out bytes: a file is saved under its name, and browsers neither guess its kind nor keep it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(
    content: bytes, content_type: str, name: str, *, disposition: str = "attachment"
) -> HttpResponse:
    """Bytes with a name; browsers may neither guess their kind nor keep them."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(disposition == "attachment", name) or disposition
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if disposition == "attachment":  # browsers' own PDF viewers do not start in a sandbox
        response["Content-Security-Policy"] = "sandbox"
    return response
