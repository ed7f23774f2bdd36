"""What the pages about one person have in common."""

from typing import TypeVar

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from amends.foundation.access.requests import StaffRequest
from amends.foundation.case.models import FileRow, Participant

SEEN = "preparation.looked_at"
Row = TypeVar("Row", bound=FileRow)


def own(kind: type[Row], participant: Participant, row_id: int) -> Row:
    """A row about this person, or 404."""
    row = get_object_or_404(kind, participant=participant, pk=row_id)
    row.participant = participant  # type: ignore[attr-defined]  # every table asked for here has one
    return row


def form_page(
    request: StaffRequest, participant: Participant, form: forms.BaseForm, title: str, **more: object
) -> HttpResponseBase:
    """One form on a page that leads back to the person's preparation."""
    context = {
        "form": form,
        "title": title,
        "caption": f"{participant.case.number} · {participant.words} · {participant.initials}",
        "button": "Save",
        "participant_id": participant.pk,
        **more,
    }
    return render(request, "preparation/form.html", context)
