"""A document on the screen, to print and to take into Word; and files that people handed in."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as page
from django.utils.safestring import SafeString

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.documents.actions import mark_read, render
from amends.foundation.documents.doors import open_attachment, open_document
from amends.foundation.documents.markings import marking_of
from amends.foundation.documents.rules import CONTENT_TYPES, copies_of
from amends.foundation.documents.since import changes_since
from amends.foundation.documents.ways import ways_on
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.downloading import download


@staff_view()
def show(request: StaffRequest, document_id: int) -> HttpResponse:
    """The document with its marking, who has a copy, and the ways to print it; `?easy=yes` in easy read."""
    document = open_document(request.user, document_id)
    back = f"/cases/{document.case.number}/" if document.case else ""
    is_easy = _said(request, "easy") is True and bool(document.easy_html)
    changes = changes_since(document)
    context = {
        "document": document,
        "body": SafeString(document.words(easy_read=is_easy)),
        "is_easy": is_easy,
        "copies": copies_of(document),
        "ways": ways_on(request.user, document),
        "changes": changes,
        "is_over": any(change.ends_it for change in changes),
        "marking": marking_of(document),
        "title": document.title,
        "back_url": back,
    }
    return page(request, "documents/show.html", context)


@staff_view()
def pdf(request: StaffRequest, document_id: int) -> HttpResponse:
    """To print. `?large=yes` for large print, `?easy=yes` for easy read; `no` where it would be so by itself."""
    try:
        name, content = _made(request, document_id, "pdf", "document.printed")
    except Refused:
        return redirect("documents:show", document_id)
    return download(content, CONTENT_TYPES["pdf"], name, disposition="inline")


@staff_view()
def docx(request: StaffRequest, document_id: int) -> HttpResponse:
    """To adapt in Word, in the same forms."""
    try:
        name, content = _made(request, document_id, "docx", "document.exported")
    except Refused:
        return redirect("documents:show", document_id)
    return download(content, CONTENT_TYPES["docx"], name)


@transaction.atomic
def _made(request: StaffRequest, document_id: int, form: str, why: str) -> tuple[str, bytes]:
    """Its file name and content. Where it is not printed any more, no line of the trail says that it was."""
    document = open_document(request.user, document_id, why=why)
    content = render(document, form, **_form(request))
    return f"{document.template}-{document.pk}.{form}", content


def _form(request: StaffRequest) -> dict[str, bool | None]:
    return {"large_print": _said(request, "large"), "easy_read": _said(request, "easy")}


def _said(request: StaffRequest, name: str) -> bool | None:
    """What the address says of a form; None where it leaves it to what the reader has asked for."""
    return {"yes": True, "no": False}.get(request.GET.get(name, ""))


@staff_view()
def attachment(request: StaffRequest, attachment_id: int) -> HttpResponse:
    """A file that was handed in. It is always saved, never shown inside the site."""
    found = open_attachment(request.user, attachment_id)
    mark_read(by=request.user, attachment=found)
    return download(bytes(found.content.data), found.content_type, found.name)
