"""A document as PDF: tagged for screen readers, with the protective marking and page number on every page."""

import re
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from amends.foundation.documents.markings import marking_of
from amends.foundation.documents.models import Document

# Points of the letters, by (large_print, easy_read).
SIZES = {(False, False): 12, (True, False): 18, (False, True): 16, (True, True): 20}


def as_pdf(
    document: Document, *, large_print: bool = False, easy_read: bool = False, head: Sequence[str] = ()
) -> bytes:
    """PDF/UA-1 from the stored HTML. Nothing is fetched: a document holds all it shows.

    `head` is said at the head of every page, above the document.
    """
    return as_one_pdf([print_page(document, large_print=large_print, easy_read=easy_read, head=head)])[0]


def as_one_pdf(pages: Sequence[str]) -> tuple[bytes, int]:
    """Papers, each a whole HTML page, one after the other in one PDF/UA-1; how many pages. Each counts from 1."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=[], fail_on_errors=True)
    laid_out = [
        HTML(string=page, base_url=None, url_fetcher=nothing).render(pdf_variant="pdf/ua-1") for page in pages
    ]
    together = [page for each in laid_out for page in each.pages]
    return bytes(laid_out[0].copy(together).write_pdf(pdf_variant="pdf/ua-1")), len(together)


def print_page(document: Document, *, large_print: bool, easy_read: bool, head: Sequence[str] = ()) -> str:
    """The whole page that is printed."""
    context = {
        "document": document,
        "body": SafeString(document.words(easy_read=easy_read)),
        "size": SIZES[large_print, easy_read],
        "is_easy": easy_read,
        "marking": css_lines(marking_of(document), document.notice, *head),
        "foot": css_string(f"{document.service.name} · {foot_of(document, easy_read=easy_read)}"),
    }
    return render_to_string("documents/print.html", context)


def foot_of(document: Document, *, easy_read: bool) -> str:
    """Which wording it is, for the foot of a page."""
    version = f"easy read, version {document.easy_version}" if easy_read else f"version {document.version}"
    return f"{document.template}, {version}"


def css_lines(*lines: str) -> SafeString:
    """Several lines as one value of CSS; empty ones are left out."""
    return SafeString(' "\\A " '.join(css_string(line) for line in lines if line) or '""')


def css_string(text: str) -> SafeString:
    """Text as a CSS string; whatever is not a letter, digit or space is written as its number."""
    return SafeString('"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", text) + '"')
