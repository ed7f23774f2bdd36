"""Printing a paper for the day, and keeping it only while the meeting stands."""

from collections.abc import Callable

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.documents.models import Document
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.holding import check_still_stands


@transaction.atomic
def print_paper(*, by: User, meeting: Meeting, make: Callable[..., Document]) -> Document:
    """Make one of the papers for the day, and keep it only if the meeting still stands once it is made.

    Somebody may say stop meanwhile, or be found unsuitable. The last look waits for that; what was made is then taken
    back, and who it was is not said.
    """
    document = make(by=by, meeting=meeting)
    check_still_stands(meeting)
    return document
