"""The ways in to what these pages are about."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from amends.foundation.access.requests import StaffRequest
from amends.foundation.case.doors import files_of, open_participant
from amends.foundation.case.models import Case, CaseFile, Participant

SEEN = "sharing.looked_at"


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
