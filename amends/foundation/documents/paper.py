"""A document as PDF: tagged for screen readers, with the protective marking and page number on every page."""

import re

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from amends.foundation.documents.markings import marking_of
from amends.foundation.documents.models import Document

NORMAL, LARGE = 12, 18


def as_pdf(document: Document, *, large_print: bool = False) -> bytes:
    """PDF/UA-1 from the stored HTML. Nothing is fetched: a document holds all it shows."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    page = print_page(document, large_print=large_print)
    html = HTML(string=page, base_url=None, url_fetcher=URLFetcher(allowed_protocols=[], fail_on_errors=True))
    return bytes(html.write_pdf(pdf_variant="pdf/ua-1"))


def print_page(document: Document, *, large_print: bool) -> str:
    """The whole page that is printed."""
    service = document.service
    context = {
        "document": document,
        "body": SafeString(document.html),
        "size": LARGE if large_print or document.large_print else NORMAL,
        "marking": css_lines(marking_of(document), document.notice),
        "foot": css_string(f"{service.name} · {document.template}, version {document.version}"),
    }
    return render_to_string("documents/print.html", context)


def css_lines(*lines: str) -> SafeString:
    """Several lines as one value of CSS; empty ones are left out."""
    return SafeString(' "\\A " '.join(css_string(line) for line in lines if line))


def css_string(text: str) -> SafeString:
    """Text as a CSS string; whatever is not a letter, digit or space is written as its number."""
    return SafeString('"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", text) + '"')
