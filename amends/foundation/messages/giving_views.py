"""Giving somebody a paper, and the register of what was given to whom."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case, open_participant
from amends.foundation.case.models import Case, CaseFile, Side
from amends.foundation.documents.doors import open_document
from amends.foundation.messages.forms import GiveForm
from amends.foundation.messages.giving_actions import give as give_it
from amends.foundation.messages.giving_rules import QUEUE, Given, given_in, given_to, who_may_get
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.foundation.pages.templatetags.amends import day, moment
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

COLUMNS = ("Paper", "Version", "Form", "To", "How", "When", "By", "Came back")


@staff_view(Permission.CONTACT_LOG)
def give(request: StaffRequest, document_id: int) -> HttpResponse:
    """Into the print queue, or noted as handed over or read out."""
    document = open_document(request.user, document_id)
    people = who_may_get(request.user, document)
    if not people:
        raise Http404
    form = GiveForm(request.POST or None, people=people, to=request.GET.get("to", ""))
    back = reverse("documents:show", args=[document.pk])
    if submit(form, lambda: give_it(by=request.user, document=document, **form.cleaned_data)):
        queued = form.cleaned_data["how"] == QUEUE
        return saved(request, "It waits in the print queue." if queued else "Noted in the register.", back)
    return form_page(request, form, f"Give somebody “{document.title}”", back)


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponse:
    """What one person has been given."""
    participant = open_participant(request.user, participant_id, why="register.looked_at")
    rows = given_to(participant)
    if request.GET.get("file") == "csv":
        return _as_csv(request, participant.case, rows, participant.file)
    context = {
        "title": f"What {participant.initials} has been given",
        "caption": f"{participant.case.number} · {participant.words}",
        "tables": [("", _table(rows, "Papers"))],
        "back_url": f"/cases/{participant.case.number}/",
    }
    return render(request, "message/given.html", context)


@staff_view(Permission.CASE_SEE)
def case(request: StaffRequest, number: str) -> HttpResponse:
    """What everybody in a case has been given, side by side, of the files that this person may open."""
    found = open_case(request.user, number, why="register.looked_at")
    rows = given_in(request.user, found)
    if request.GET.get("file") == "csv":
        return _as_csv(request, found, rows)
    context = {
        "title": "What was given to whom",
        "caption": found.number,
        "tables": [(words, _table(given, words)) for words, given in _by_side(rows)],
        "back_url": f"/cases/{found.number}/",
    }
    return render(request, "message/given.html", context)


def _by_side(rows: list[Given]) -> list[tuple[str, list[Given]]]:
    def side(given: Given) -> str:
        person = given.copy.participant
        return Side(person.side).label if person else "Other bodies"

    return [(words, list(given)) for words, given in groupby(sorted(rows, key=side), key=side)]


def _table(rows: Iterable[Given], caption: str) -> Table:
    lines = [
        [
            Cell(row.copy.document.title, reverse("documents:show", args=[row.copy.document_id])),
            row.copy.document.version,
            row.form,
            row.whom,
            row.copy.get_how_display(),
            day(row.copy.given_at),
            row.copy.given_by.name,
            Cell(tag=Tag("Came back", "stop")) if row.came_back else "",
        ]
        for row in rows
    ]
    return Table(caption, [Column(name) for name in COLUMNS], lines, "Nothing yet.")


def _as_csv(
    request: StaffRequest, case: Case, rows: Iterable[Given], file: CaseFile | None = None
) -> HttpResponse:
    """The same as a table for a spreadsheet; that it was taken is in the trail."""
    record(by=request.user, act=Act.DISCLOSURE, what="given.taken", case=case, file=file)
    lines = [
        (
            row.copy.document.title,
            row.copy.document.version,
            row.form,
            row.whom,
            row.copy.get_how_display(),
            moment(row.copy.given_at),
            row.copy.given_by.name,
            "yes" if row.came_back else "",
        )
        for row in rows
    ]
    return table_to_take([COLUMNS, *lines], f"given-{case.number}.csv")
