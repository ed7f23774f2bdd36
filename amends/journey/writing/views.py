"""Write to somebody: choose the paper, fill in what only a person knows, read it, send it on its way."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.giving_rules import QUEUE
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.parts import Row
from amends.foundation.pages.templatetags.amends import clock_time, day
from amends.journey.writing.actions import preview
from amends.journey.writing.actions import write as write_it
from amends.journey.writing.facts import Facts, facts_of
from amends.journey.writing.forms import PaperForm, form_for
from amends.journey.writing.papers import Paper, offers, paper_called, refusal_of
from amends.journey.writing.rules import begun_elsewhere, check_can_post

CHANGE, PREVIEW = "change", "preview"
SAID = {
    QUEUE: "It waits in the print queue.",
    "by_hand": "Noted: it was handed over.",
    "read_out": "Noted: it was read out.",
}
# What stands on the page as known, in the order of the letter.
KNOWN = {
    "to_name": "To",
    "to_address": "Address",
    "day": "Day",
    "time": "Time",
    "office": "Place",
    "visit_day": "Visit we offer",
    "visit_time": "At",
    "visit_place": "Where",
    "facilitator_name": "Signed by",
    "facilitator_telephone": "Telephone",
}


@staff_view(Permission.CONTACT_LOG)
def choose(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The papers for this person now, and why others are not possible yet."""
    participant = open_participant(request.user, participant_id, why="writing.looked_at")
    facts = facts_of(participant)
    context = {
        "title": f"Write to {participant.initials}",
        "participant": participant,
        "case": participant.case,
        "post_refusal": facts.post_refusal,
        "offers": offers(facts),
        "waiting": facts.waiting,
        "elsewhere": begun_elsewhere(request.user, facts),
    }
    return render(request, "writing/choose.html", context)


@staff_view(Permission.CONTACT_LOG)
def write(request: StaffRequest, participant_id: int, key: str) -> HttpResponse:
    """One paper: the open questions, then the words as they will be read, then on its way."""
    participant = open_participant(request.user, participant_id, why="writing.began")
    paper = paper_called(key, participant)
    if paper is None:
        raise Http404
    facts = facts_of(participant)
    refusal = _stands_against(request, paper, facts)
    if refusal:
        messages.error(request, refusal.in_full)
        return redirect("writing:choose", participant.pk)
    kind = form_for(paper.templates[participant.side])
    form = kind(request.POST or None, by=request.user, facts=facts, paper=paper)
    step = request.POST.get("step", "")
    if step in SAID and form.is_valid():
        return _done(request, form, step) or _page(request, form)
    words = _read(request, form) if step == PREVIEW and form.is_valid() else None
    return _preview(request, form, words) if words else _page(request, form)


def _stands_against(request: StaffRequest, paper: Paper, facts: Facts) -> Refused | None:
    """Before anything is typed: what no words could change."""
    refusal = refusal_of(paper, facts)
    if refusal or not paper.only_posted:
        return refusal
    try:
        check_can_post(request.user, facts, paper, "asked on the page")
    except Refused as found:
        return found
    return None


def _done(request: StaffRequest, form: PaperForm, how: str) -> HttpResponse | None:
    document = attempt(form, lambda: write_it(by=request.user, letter=form.letter(), how=how))
    if document is None:
        return None
    messages.success(request, SAID[how])
    return redirect("documents:show", document.pk)


def _read(request: StaffRequest, form: PaperForm) -> SafeString | None:
    return attempt(form, lambda: preview(by=request.user, letter=form.letter()))


def _page(request: StaffRequest, form: PaperForm) -> HttpResponse:
    return render(
        request, "writing/write.html", {**_context(form), "form": form, "known": _known(request, form)}
    )


def _preview(request: StaffRequest, form: PaperForm, words: SafeString) -> HttpResponse:
    return render(request, "writing/preview.html", {**_context(form), "kept": form, "words": words})


def _context(form: PaperForm) -> dict[str, Any]:
    participant = form.facts.participant
    return {
        "title": form.paper.title_for(participant.side),
        "template": form.template,
        "caption": f"{participant.case.number} · {participant.words}",
        "paper": form.paper,
        "post_refusal": form.facts.post_refusal,
        "large": bool(form.is_bound and form.data.get("large_print")),
        "easy": bool(form.is_bound and form.data.get("easy_read")),
        "back_url": reverse("writing:choose", args=[participant.pk]),
    }


def _known(request: StaffRequest, form: PaperForm) -> list[Row]:
    """What is filled in by itself."""
    known = form.paper.fill(form.facts, request.user)
    shown = [
        (label, known[name]) for name, label in KNOWN.items() if name not in form.fields and known.get(name)
    ]
    return [Row(label, _lines(value)) for label, value in shown]


def _lines(value: object) -> list[str]:
    """A value as the letter says it, line by line."""
    if isinstance(value, dt.date):
        return [day(value)]
    return [clock_time(value)] if isinstance(value, dt.time) else str(value).splitlines()
