"""Handing out bytes and tables: a file is saved under its name, and browsers neither guess its kind nor keep it."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from amends.foundation.lib.spreadsheets import as_csv


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


def table_to_take(rows: Iterable[Iterable[object]], name: str) -> HttpResponse:
    """A table for a spreadsheet, its head the first of the rows; the protective marking is put before its name later."""
    return download(as_csv(rows), "text/csv; charset=utf-8", name)
