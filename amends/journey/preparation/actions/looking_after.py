"""Measures for somebody's wellbeing, and things left with them."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import LeftBehind, Measure

RETURN_CLOCK = "task-fetch-what-was-lent"


@transaction.atomic
def keep_measure(
    *, by: User, participant: Participant, details: Mapping[str, object], measure: Measure | None = None
) -> Measure:
    """Note a measure agreed for somebody, or how it stands now."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    row = measure or Measure(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant, added_by=by
    )
    for name, value in details.items():
        setattr(row, name, value)
    if row.in_place_on and row.in_place_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="in_place_on")
    row.full_clean()
    row.save()
    note(by, participant, Act.ALTERATION if measure else Act.COLLECTION, "measure.kept")
    return row


@transaction.atomic
def leave_behind(
    *, by: User, participant: Participant, what: str, left_on: dt.date, return_by: dt.date | None = None
) -> LeftBehind:
    """Note what was left with somebody. What is lent becomes a task on the day after it should be back."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    row = LeftBehind(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        what=what,
        left_on=left_on,
        return_by=return_by,
        left_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, Act.COLLECTION, "left_behind.noted")
    if return_by:
        due = timezone.make_aware(dt.datetime.combine(return_by, dt.time.max.replace(microsecond=0)))
        about = About(
            service=participant.case.service,
            subject=f"left:{row.pk}",
            case=participant.case,
            file=participant.file,
            owner=by,
            link=reverse("preparation:person", args=[participant.pk]),
        )
        start_clock(by=by, name=RETURN_CLOCK, about=about, due=max(due, timezone.now()))
    return row


@transaction.atomic
def take_back(*, by: User, row: LeftBehind, on: dt.date) -> LeftBehind:
    """It is back."""
    check_may(by, Permission.CONTACT_LOG, row.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    row.returned_on = on
    row.full_clean()
    row.save(update_fields=["returned_on"])
    note(by, row.participant, Act.ALTERATION, "left_behind.returned")
    stop_clock(by=by, name=RETURN_CLOCK, subject=f"left:{row.pk}")
    return row
