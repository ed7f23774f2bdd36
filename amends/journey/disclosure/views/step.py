"""One form on a page, with the way back: what every step here looks like."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.case.doors import files_of, open_participant
from amends.foundation.case.models import Case, CaseFile, Participant

SEEN = "sharing.looked_at"


def form_page(request: StaffRequest, form: object, title: str, back: str, **more: Any) -> HttpResponse:
    """The page with the form."""
    context: dict[str, Any] = {"title": title, "button": "Save", "cancel_url": back, "back_url": back}
    if form is not None:  # without one, the page only asks whether to go on
        context["form"] = form
    return render(request, "pages/form.html", context | more)


def saved(request: StaffRequest, words: str, back: str) -> HttpResponse:
    """Done: say so, and go back."""
    messages.success(request, words)
    return redirect(back)


def sharing_page(number: str) -> str:
    """Where everything shared out of a case is listed."""
    return reverse("disclosure:case", args=[number])


def visible_files(request: StaffRequest, case: Case) -> "QuerySet[CaseFile]":
    """The files of the case that this user may open, as choices."""
    return CaseFile.objects.filter(pk__in=[file.pk for file in files_of(request.user, case).values()])


def row_of(request: StaffRequest, rows: "QuerySet[Any]", key: int) -> Any:
    """A row of a file this user may open; 404 otherwise. The look is logged at the door of its person or file."""
    found = rows.filter(pk=key, file__in=CaseFile.objects.visible_to(request.user)).first()
    if found is None:
        raise Http404
    return found


def person_of(request: StaffRequest, participant_id: int) -> Participant:
    """The person a page is about, through the door."""
    return open_participant(request.user, participant_id, why=SEEN)
