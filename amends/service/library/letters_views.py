"""Letters and forms: the original beside the service's own words."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.documents.wording import document_templates, easy_twin
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.service.library import actions, rules
from amends.service.library.letters import PREFIX
from amends.service.library.models import Entry


@staff_view(Permission.SERVICE_MANAGE)
def letters(request: StaffRequest) -> HttpResponse:
    """Every letter and form, as delivered or in the service's own words."""
    rows = rules.entries_for(request.user, request.service).filter(kind=Entry.Kind.LETTER)
    own = {entry.key.removeprefix(PREFIX): entry for entry in rows}
    lines = []
    for key, versions in sorted(document_templates().items(), key=lambda pair: pair[1][-1].title):
        entry = own.get(key)
        edition = rules.in_force(entry) if entry else None
        tag = Tag(f"Our own words, version {edition.number}", "good") if edition else Tag("As delivered")
        address = reverse("library:letter", args=[key])
        lines.append([Cell(versions[-1].title, url=address), versions[-1].version, Cell(tag=tag)])
    columns = [Column("Letter or form"), Column("Delivered version"), Column("Words")]
    context = {
        "title": "Letters and forms",
        "table": Table("Letters and forms", columns, lines, caption_hidden=True),
        "back_url": reverse("library:home"),
    }
    return render(request, "library/letters.html", context)


@staff_view(Permission.SERVICE_MANAGE)
def letter(request: StaffRequest, key: str) -> HttpResponse:
    """The original, and the way to words of one's own."""
    if key not in document_templates():
        raise Http404
    entry = Entry.objects.filter(service=request.service, key=f"{PREFIX}{key}").first()
    template = document_templates()[key][-1]
    context = {
        "template": template,
        "twin": easy_twin(key),
        "title": template.title,
        "entry": entry,
        "back_url": reverse("library:letters"),
    }
    return render(request, "library/letter.html", context)


@require_POST
@staff_view(Permission.SERVICE_MANAGE)
def adapt(request: StaffRequest, key: str) -> HttpResponse:
    """Begin words of one's own, from the original."""
    if key not in document_templates():
        raise Http404
    entry = actions.adapt_letter(by=request.user, service=request.service, key=key)
    return redirect("library:write", entry.pk)
