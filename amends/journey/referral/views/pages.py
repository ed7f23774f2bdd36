"""The list of referrals and the page of one: where it stands, what was asked, what became of it."""

from textwrap import shorten
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.lib.keys import read_key
from amends.foundation.pages.parts import Cell, Column, Table
from amends.journey.referral.actions import insecure_reply
from amends.journey.referral.content import OFFICERS_OF, Rows, load
from amends.journey.referral.doors import open_referral
from amends.journey.referral.form_rules import settings_of
from amends.journey.referral.models import ProviderPack, Referral
from amends.journey.referral.models.referral import Form, Status
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.rules import is_staff_of, risk_is_due
from amends.journey.referral.sentence_rules import proposal_words
from amends.journey.referral.views.in_words import answers_of, person_rows
from amends.journey.referral.views.status_page import (
    REFERRAL_ROWS,
    checklist_rows,
    decided_by_day,
    next_words,
    sections_of,
    status_tag,
    timeline,
)

PAGE = 25
MOST_OPEN = 50
COLUMNS = (Column("Number"), Column("What it is about"), Column("Received"), Column("Status"))
GOES_ON = (Status.SUBMITTED, Status.WAITING_FOR_REFERRER, Status.RETURNED, Status.ACCEPTED)


@staff_view(Permission.REFERRAL_MAKE)
def home(request: StaffRequest) -> HttpResponse:
    """A referrer's own referrals and drafts, those that go on first; for staff, what they type in and what came last."""
    mine = Referral.objects.visible_to(request.user).filter(service=request.service)
    received = mine.received().order_by("-received_at", "-pk")
    staff = is_staff_of(request.user, request.service)
    goes_on = [] if staff else list(received.filter(status__in=GOES_ON, ended_at=None)[:MOST_OPEN])
    page = max(read_key(request.GET.get("page")) or 1, 1)
    rest = received.exclude(pk__in=[row.pk for row in goes_on])
    rows = list(rest[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "title": "Referrals",
        "is_staff": staff,
        "takes_sentences": settings_of(request.service).is_published,
        "drafts": mine.filter(status=Status.DRAFT).order_by("-started_at"),
        "open": _table("What goes on", goes_on) if goes_on and page == 1 else None,
        "table": _table("Over" if goes_on else "Sent", rows[:PAGE]),
        "older_url": f"?page={page + 1}" if len(rows) > PAGE else "",
        "asked": [each for each in goes_on if each.status == Status.WAITING_FOR_REFERRER],
    }
    return render(request, "referral/home.html", context)


def _table(caption: str, rows: list[Referral]) -> Table:
    return Table(
        caption, COLUMNS, [_line(row) for row in rows], empty="Nothing has been sent yet.", stacked=True
    )


def _line(referral: Referral) -> list[Cell]:
    received = f"{timezone.localtime(referral.received_at):%d %b %Y %H:%M}" if referral.received_at else ""
    url = reverse("referral:status", args=[referral.number])
    about = shorten(referral.incident, 70, placeholder=" …")
    return [Cell(referral.number, url=url), Cell(about), Cell(received), Cell(tag=status_tag(referral))]


@staff_view(Permission.REFERRAL_MAKE)
def status(request: StaffRequest, number: str) -> HttpResponse:
    """One referral: where it stands, questions, timeline, what was sent."""
    referral = open_referral(request.user, number)
    return render(request, "referral/status.html", _status_context(request, referral))


def _status_context(request: StaffRequest, referral: Referral) -> dict[str, Any]:
    staff = is_staff_of(request.user, referral.service_id)
    rows = load(referral)
    questions = list(referral.questions.order_by("pk"))
    return {
        "title": referral.number,
        "referral": referral,
        "is_staff": staff,
        "supervises": staff or (referral.agency is not None and referral.agency.kind in OFFICERS_OF),
        "risk_is_due": not staff and risk_is_due(referral),
        "tag": status_tag(referral),
        "next": next_words(referral, decided_by_day(referral)),
        "questions": [question for question in questions if not question.answered_at],
        "events": timeline(referral, questions, list(referral.amendments.order_by("pk"))),
        "notices": notices_from(rows) if staff else [],
        "insecure_reply": _safe_answer(referral) if staff else "",
        "packs": list(ProviderPack.objects.filter(referral=referral).select_related("provider")),
        "back_url": reverse("referral:home"),
        **_what_was_sent(rows, staff=staff),
    }


def _what_was_sent(rows: Rows, *, staff: bool) -> dict[str, Any]:
    """The referral itself, part by part."""
    return {
        "rows": rows,
        "about": answers_of(rows.referral, REFERRAL_ROWS),
        "people": [(person.full_name, person_rows(rows, person)) for person in rows.people],
        "sections": sections_of(rows),
        "proposal": proposal_words(rows) if rows.referral.form == Form.SENTENCE else "",
        "checklist": checklist_rows(rows, verified=staff),
        "attachments": sorted(rows.attachments, key=lambda each: (each.kind != "risk", each.pk)),
    }


def _safe_answer(referral: Referral) -> str:
    """What goes back to a sender whose address is not secure."""
    return insecure_reply(referral, reverse("referral:open")) if referral.sender_is_secure is False else ""


@staff_view(Permission.REFERRAL_MAKE)
def sent(request: StaffRequest, number: str) -> HttpResponse:
    """The confirmation: the number, what happens next and by when."""
    referral = open_referral(request.user, number)
    words = next_words(referral, decided_by_day(referral))
    context = {"title": "Referral sent", "referral": referral, "next": words}
    return render(request, "referral/sent.html", context)
