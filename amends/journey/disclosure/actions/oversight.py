"""Oversight at MAPPA level 1: when it is due, and the one meeting that can serve restorative justice as well."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import LevelOneOversight, Mappa

CLOCK = "mappa-level-one-oversight"
SOURCE = "HMPPS framework 6.25"


@transaction.atomic
def plan_oversight(*, by: User, mappa: Mappa, due_on: date) -> LevelOneOversight:
    """Note when the next oversight is due under the level 1 arrangements; another day takes the place of the last."""
    check_may(by, Permission.CONTACT_LOG, mappa.service_id)
    if mappa.level != 1:
        raise Refused("This is for somebody at MAPPA level 1.", source=SOURCE)
    row = mappa.oversights.filter(held_on__isnull=True).first() or LevelOneOversight(
        service_id=mappa.service_id, file_id=mappa.file_id, mappa=mappa, entered_by=by
    )
    row.due_on = due_on
    row.full_clean(exclude=["entered_at"])
    row.save()
    _note(by, row, mappa, Act.COLLECTION, "mappa.oversight_planned")
    case = mappa.participant.case
    stop_clock(by=by, name=CLOCK, subject=row.subject, dropped=True)
    about = About(
        service=case.service,
        subject=row.subject,
        case=case,
        file=mappa.participant.file,
        link=reverse("disclosure:mappa", args=[mappa.participant_id]),
    )
    start_clock(by=by, name=CLOCK, about=about, due=end_of(max(due_on, timezone.localdate())))
    return row


@transaction.atomic
def hold_oversight(
    *,
    by: User,
    oversight: LevelOneOversight,
    held_on: date,
    rj_discussed: bool,
    next_due_on: date | None = None,
) -> LevelOneOversight:
    """The meeting was held; where restorative justice was discussed its oversight has the same day (PF-124)."""
    check_may(by, Permission.CONTACT_LOG, oversight.service_id)
    if oversight.held_on:
        raise Refused("This one has been held.")
    if held_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="held_on")
    oversight.held_on, oversight.rj_discussed = held_on, rj_discussed
    oversight.entered_by, oversight.entered_at = by, timezone.now()
    oversight.full_clean()
    oversight.save()
    _note(by, oversight, oversight.mappa, Act.ALTERATION, "mappa.oversight_held")
    stop_clock(by=by, name=CLOCK, subject=oversight.subject)
    if next_due_on:
        plan_oversight(by=by, mappa=oversight.mappa, due_on=next_due_on)
    return oversight


def _note(by: User, row: LevelOneOversight, mappa: Mappa, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=what,
        file=mappa.participant.file,
        subject=f"participant:{mappa.participant_id}",
        details={"row": row.pk},
    )
