"""The print queue: envelopes by side, one envelope from printing to posting, and what comes back."""

from collections import Counter
from typing import Any

from django.contrib import messages as banners
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.doors import open_envelope
from amends.foundation.messages.forms import CloseForm, TakeOutForm, VersionForm
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.messages.posting_actions import (
    note_came_back,
    papers_in,
    post_envelope,
    print_envelope,
    take_out,
    take_out_paper,
)
from amends.foundation.messages.posting_rules import (
    AT_ONCE,
    RUNS,
    Waiting,
    check_is_printed,
    look_at,
    papers_waiting,
    taken_out_of,
    to_destroy,
)
from amends.foundation.messages.sheets import as_label, as_pages
from amends.foundation.pages.attempt import carried_out
from amends.foundation.pages.downloading import download
from amends.foundation.pages.submitting import form_page, saved, submit


@staff_view(Permission.CONTACT_LOG)
def letters(request: StaffRequest) -> HttpResponse:
    """The envelopes that wait, the oldest first, one side at a time so that piles do not mix."""
    papers = list(papers_waiting(request.user, request.service)[: AT_ONCE + 1])
    lines = look_at(papers[:AT_ONCE])
    counts = Counter(line.run for line in lines)
    run = request.GET.get("run", "")
    run = run if run in counts else lines[0].run if lines else ""
    context = {
        "title": "Letters to post",
        "lines": [_shown(line) for line in lines if line.run == run],
        "runs": [(key, words, counts[key]) for key, words in RUNS.items() if counts[key]],
        "run": run,
        "run_words": RUNS.get(run, ""),
        "more": len(papers) > AT_ONCE,
        "destroy": to_destroy(request.user, request.service),
    }
    return render(request, "message/letters.html", context)


def _shown(line: Waiting) -> dict[str, Any]:
    forms = {paper.document.form.label for paper in line.papers if paper.document}
    return {"line": line, "forms": ", ".join(sorted(forms))}


@staff_view(Permission.CONTACT_LOG)
def envelope(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """One envelope: what is in it, what it may show, and the steps until it is in the post."""
    found = open_envelope(request.user, envelope_id)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    if submit(form, lambda: post_envelope(by=request.user, envelope=found, **form.cleaned_data)):
        return saved(request, "Marked as posted.", _queue(found))
    return _page(request, found, form)


def _page(request: StaffRequest, found: Envelope, form: CloseForm) -> HttpResponse:
    line = papers_in(found)
    context = {
        "title": f"Envelope {found.pk}",
        "envelope": found,
        "line": line,
        "papers": line.papers,
        "taken_out": taken_out_of(found),
        "form": form,
        "version": VersionForm(initial={"version": found.version}, auto_id=False),
        "back_url": _queue(found),
        "back_text": "Letters to post",
    }
    return render(request, "message/envelope.html", context)


def _queue(found: Envelope) -> str:
    run = f"?run={found.participant.side}" if found.participant else ""
    return f"{reverse('message:letters')}{run}"


@require_POST
@staff_view(Permission.CONTACT_LOG)
def print_it(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """Note that it is printed; the papers are then a link on the page of the envelope."""
    found = open_envelope(request.user, envelope_id)
    form = VersionForm(request.POST)
    if not carried_out(form, lambda: print_envelope(by=request.user, envelope=found, **form.cleaned_data)):
        banners.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("message:envelope", found.pk)


@staff_view(Permission.CONTACT_LOG)
def pages(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """The address sheet and the papers as one PDF, once the envelope is marked as printed."""
    return _pdf(request, envelope_id, "pages")


@staff_view(Permission.CONTACT_LOG)
def label(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """The address on a label, for an envelope without a window."""
    return _pdf(request, envelope_id, "label")


def _pdf(request: StaffRequest, envelope_id: int, what: str) -> HttpResponse:
    """Asked again each time: what was printed before a stop does not open after it."""
    found = open_envelope(request.user, envelope_id, why=f"envelope.{what}_printed")
    line = papers_in(found)
    try:
        check_is_printed(line)
    except Refused as refusal:
        banners.error(request, str(refusal))
        return redirect("message:envelope", found.pk)
    content = as_pages(line)[0] if what == "pages" else as_label(line)
    return download(content, "application/pdf", f"envelope-{found.pk}-{what}.pdf", disposition="inline")


@staff_view(Permission.CONTACT_LOG)
def take_it_out(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """Out of the queue, with a reason."""
    found = open_envelope(request.user, envelope_id)
    form = TakeOutForm(request.POST or None, initial={"version": found.version})
    if submit(form, lambda: take_out(by=request.user, envelope=found, **form.cleaned_data)):
        return saved(request, "It is out of the queue. Destroy what was printed.", _queue(found))
    back = reverse("message:envelope", args=[found.pk])
    return form_page(request, form, f"Take envelope {found.pk} out of the queue", back, button="Take it out")


@staff_view(Permission.CONTACT_LOG)
def take_paper_out(request: StaffRequest, envelope_id: int, message_id: int) -> HttpResponse:
    """One paper out of its envelope, with a reason; the rest still goes."""
    found = open_envelope(request.user, envelope_id)
    paper = get_object_or_404(Message.objects.select_related("document"), pk=message_id, envelope=found)
    form = TakeOutForm(request.POST or None, initial={"version": found.version})
    if submit(
        form, lambda: take_out_paper(by=request.user, envelope=found, paper=paper, **form.cleaned_data)
    ):
        return saved(request, "It is out of the envelope.", reverse("message:envelope", args=[found.pk]))
    title = f"Take “{paper.document.title if paper.document else paper.subject}” out of envelope {found.pk}"
    back = reverse("message:envelope", args=[found.pk])
    return form_page(request, form, title, back, button="Take it out")


@require_POST
@staff_view(Permission.CONTACT_LOG)
def came_back(request: StaffRequest, envelope_id: int) -> HttpResponse:
    """The post has brought it back."""
    found = open_envelope(request.user, envelope_id)
    form = VersionForm(request.POST)
    if carried_out(form, lambda: note_came_back(by=request.user, envelope=found, **form.cleaned_data)):
        banners.success(request, "Noted. Whoever wrote it finds it among their tasks.")
    else:
        banners.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("message:envelope", found.pk)
