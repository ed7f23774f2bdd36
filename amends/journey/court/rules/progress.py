"""The eight lines of the progress log: which cells there are, and what stands in them (Wait 'til Eight appendix 7G)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.rules import milestones_of
from amends.foundation.lib.refusal import Refused
from amends.journey.court.models import ProgressEntry, Sentence
from amends.journey.court.rules.first_contact import is_within_standard

Event = ProgressEntry.Event
NOT_APPLICABLE, SOURCE = "NA", "Wait 'til Eight appendix 7G"
READ = (Event.PLANNED, Event.HARMED)
NEEDED = (Event.FIRST, Event.REVIEW)
YES_NO = {True: "Yes", False: "No", None: ""}


@dataclass(frozen=True)
class Line:
    """One event. A cell that does not apply reads NA and cannot be filled in."""

    event: Event
    on: dt.date | None
    attended: str
    officer_attended: str
    within: str
    reason: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether it is filled in on the page; the others are read from the case."""
        return self.event not in READ


def progress_of(sentence: Sentence) -> list[Line]:
    """All eight in order. The day of the contact with the person harmed is the milestone that both sides may know."""
    filled = {entry.event: entry for entry in ProgressEntry.objects.filter(sentence=sentence)}
    return [_line(sentence, event, filled.get(event)) for event in Event]


def _line(sentence: Sentence, event: Event, entry: ProgressEntry | None) -> Line:
    if event == Event.PLANNED:
        within = is_within_standard(sentence, sentence.participant.case)
        return Line(
            event,
            sentence.first_contact_on,
            NOT_APPLICABLE,
            NOT_APPLICABLE,
            YES_NO[within],
            sentence.why_later,
        )
    if event == Event.HARMED:
        return Line(event, _harmed_reached(sentence), NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE)
    if entry is None:
        return Line(event, None, "", "", NOT_APPLICABLE)
    return Line(event, entry.on, YES_NO[entry.attended], YES_NO[entry.officer_attended], NOT_APPLICABLE)


def _harmed_reached(sentence: Sentence) -> dt.date | None:
    rows = milestones_of(sentence.participant.case).filter(name=Milestone.FIRST_CONTACT_HARMED)
    found = rows.values_list("at", flat=True).first()
    return timezone.localtime(found).date() if found else None


def check_log_complete(sentence: Sentence) -> None:
    """Refuse to call it complete before the first contact and the review are in it."""
    missing = [line.event.label for line in progress_of(sentence) if line.event in NEEDED and not line.on]
    if missing:
        raise Refused(f"The log is not complete: {', '.join(missing).lower()}.", source=SOURCE)
