"""What has changed since a document was made, so that nobody acts on an old paper.

A document is never changed. Rooms that know more of what it rests on answer `document_looked_at`, each with the changes
they know of; this room knows nothing of meetings or letters.
"""

from dataclasses import dataclass
from typing import cast

from django.dispatch import Signal
from django.utils import timezone

from amends.foundation.documents.models import Document
from amends.foundation.lib.dates import long_date

# Sent with `document` whenever one is shown, printed or taken into Word. Receivers return a list of `Change`, best empty.
document_looked_at = Signal()


@dataclass(frozen=True)
class Change:
    """One sentence that stands above the document and on every page that is printed; `ends_it`: it is not printed."""

    words: str
    ends_it: bool = False


def changes_since(document: Document) -> list[Change]:
    """Everything that has changed since; the words name nobody, because the document may be for both sides."""
    answers = document_looked_at.send(Document, document=document)
    told = cast("list[list[Change] | None]", [answer for _, answer in answers])
    return [*_stopped(document), *(change for changes in told for change in changes or [])]


def _stopped(document: Document) -> list[Change]:
    case = document.case
    if case is None or case.stopped_at is None or case.stopped_at < document.made_at:
        return []
    day = long_date(timezone.localdate(case.stopped_at))
    return [Change(f"This case has stopped since, on {day}. Do not send this, and hand it to nobody.")]
