"""The library as people read it: the list, one entry, what belongs beside a step, papers that belong together."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from amends.foundation.access.requests import StaffRequest, staff_view
from amends.service.library import actions, lists, rules
from amends.service.library.delivered import Shelf, contents
from amends.service.library.models import Edition, Entry, Practice, StoredFile


@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """What there is to read; first what this person has still to confirm. `?output=6` shows what supports an output."""
    output, keeps = request.GET.get("output", ""), rules.keeps(request.user, request.service)
    if output.isdecimal():
        entries = rules.for_output(request.user, request.service, int(output))
    else:
        entries = list(rules.entries_for(request.user, request.service))
    flags = rules.flags(entries) if keeps and not output else []
    first = [shelf for shelf in contents().shelves.values() if shelf.before_start and keeps and not output]
    context = {
        "title": f"What supports output {output}" if output.isdecimal() else "Library",
        "before_start": [_on_shelf(shelf, rules.papers_among(entries, shelf)) for shelf in first],
        "to_read": [] if output else rules.to_read(request.user, request.service),
        "tables": lists.entry_tables(entries),
        "keeps": keeps,
        "is_ours": rules.is_ours(request.user, request.service),
        "flags": lists.flags_table(flags) if flags else None,
        "shelves": contents().shelves.values() if keeps and not output else (),
    }
    return render(request, "library/home.html", context)


@staff_view()
def entry(request: StaffRequest, entry_id: int) -> HttpResponse:
    """The version in force with who has read it; whoever keeps the library goes on from here."""
    found = rules.open_entry(request.user, request.service, entry_id)
    edition, keeps = rules.in_force(found), rules.keeps(request.user, request.service)
    asked = edition and rules.to_read(request.user, request.service).filter(pk=edition.pk).exists()
    context = {
        "title": found.title,
        "entry": found,
        "edition": edition,
        "rows": lists.entry_rows(found),
        "has_procedure": rules.has_procedure(found),
        "is_asked": asked,
        "keeps": keeps,
        "back_url": reverse("library:home"),
    }
    return render(request, "library/entry.html", context | (_to_keep(found, edition) if keeps else {}))


def _to_keep(found: Entry, edition: Edition | None) -> dict[str, object]:
    return {
        "in_hand": rules.in_hand(found),
        "versions": lists.editions_table(found),
        "outstanding": rules.outstanding(edition) if edition and found.must_be_read else None,
        "has_original": found.key in contents().entries or found.kind == Entry.Kind.LETTER,
    }


@staff_view()
def edition(request: StaffRequest, entry_id: int, number: int) -> HttpResponse:
    """One version as it was or will be, for whoever keeps the library; others read the one in force."""
    found = rules.open_entry(request.user, request.service, entry_id)
    version = get_object_or_404(found.editions.select_related("approved_by", "paper"), number=number)
    if version.state != Edition.State.PUBLISHED and not rules.keeps(request.user, request.service):
        raise Http404
    context = {
        "title": found.title,
        "entry": found,
        "edition": version,
        "confirmed": version.confirmations.select_related("user").order_by("at"),
        "back_url": reverse("library:entry", args=[found.pk]),
    }
    return render(request, "library/edition.html", context)


@staff_view()
def at(request: StaffRequest, place: str) -> HttpResponse:
    """What belongs beside one step."""
    if place not in contents().places:
        raise Http404
    entries = rules.at_place(request.user, request.service, place)
    context = {
        "title": f"To read: {contents().places[place][0].lower()}{contents().places[place][1:]}",
        "lines": [(each, rules.in_force(each)) for each in entries],
        "back_url": reverse("library:home"),
        "back_text": "Library",
    }
    return render(request, "library/at.html", context)


@staff_view()
def shelf(request: StaffRequest, key: str) -> HttpResponse:
    """Papers that belong together, each held or missing."""
    wanted = contents().shelves.get(key)
    if wanted is None or not rules.keeps(request.user, request.service):
        raise Http404
    context = {
        "title": wanted.title,
        **_on_shelf(wanted, rules.papers_of(request.service, wanted)),
        "back_url": reverse("library:home"),
    }
    return render(request, "library/shelf.html", context)


def _on_shelf(shelf: Shelf, papers: list[rules.Paper]) -> dict[str, object]:
    missing = [paper.title for paper in papers if not paper.is_there]
    return {
        "shelf": shelf,
        "table": lists.papers_table(shelf, papers),
        "missing": missing,
        "count": len(papers),
    }


@staff_view()
def practice(request: StaffRequest) -> HttpResponse:
    """What answered people's needs well, for the team; nobody is named."""
    if not rules.is_ours(request.user, request.service):
        raise Http404
    rows = Practice.objects.filter(service=request.service).order_by("about", "-shared_on", "-pk")
    context = {"title": "What has worked for people", "rows": rows, "back_url": reverse("library:home")}
    return render(request, "library/practice.html", context)


@staff_view()
def link(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Follow the link of an entry; the copy that is kept opens instead where the link does not work (KM-026)."""
    found = rules.open_entry(request.user, request.service, entry_id)
    if found.stored_copy and found.link_works is False:
        return _file(found.stored_copy)
    if not found.address:
        raise Http404
    return HttpResponseRedirect(found.address)


@staff_view()
def paper(request: StaffRequest, entry_id: int, number: int = 0) -> HttpResponse:
    """The paper of a version, or with number 0 the copy kept of something outside."""
    found = rules.open_entry(request.user, request.service, entry_id)
    if number == 0:
        stored = found.stored_copy
    else:
        version = get_object_or_404(found.editions.select_related("paper"), number=number)
        readable = version.state == Edition.State.PUBLISHED or rules.keeps(request.user, request.service)
        stored = version.paper if readable else None
    if stored is None:
        raise Http404
    return _file(stored)


def _file(stored: StoredFile) -> HttpResponse:
    answer = HttpResponse(bytes(stored.data), content_type=stored.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@require_POST
@staff_view()
def confirm(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Say for oneself that one has read the version in force."""
    found = rules.open_entry(request.user, request.service, entry_id)
    version = rules.in_force(found)
    if version is None:
        raise Http404
    actions.confirm(by=request.user, edition=version)
    messages.success(request, f"You have read version {version.number} of “{found.title}”. Thank you.")
    return redirect("library:home")
