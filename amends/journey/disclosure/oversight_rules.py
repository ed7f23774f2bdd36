"""Oversight due at MAPPA level 1 beside that of restorative justice: one meeting can serve both."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.journey.disclosure.models import LevelOneOversight, Mappa
from amends.journey.notes.models import Oversight


@dataclass(frozen=True)
class Oversights:
    """The next level 1 oversight, those that were held, and the day restorative justice was last overseen."""

    ahead: LevelOneOversight | None
    held: list[LevelOneOversight]
    rj_on: date | None


def rj_overseen_on(participant: Participant) -> date | None:
    """The day of the last oversight of restorative justice: one of its own, or a level 1 meeting that discussed it."""
    own = Oversight.objects.filter(participant=participant).order_by("-at").first()
    shared = LevelOneOversight.objects.filter(mappa__participant=participant, rj_discussed=True)
    days = [timezone.localdate(own.at)] if own else []
    days += [row.held_on for row in shared if row.held_on]
    return max(days, default=None)


def oversights_of(mappa: Mappa) -> Oversights:
    """Both side by side, for the page: two queries and one."""
    rows = list(mappa.oversights.select_related("entered_by").order_by("-due_on", "-pk"))
    ahead = next((row for row in rows if row.held_on is None), None)
    held = [row for row in rows if row.held_on]
    return Oversights(ahead, held, rj_overseen_on(mappa.participant))
