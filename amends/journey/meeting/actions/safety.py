"""What makes a meeting safer, who stays with a prisoner, and a recording that should not have been made."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.actions.planning import lock, note
from amends.journey.meeting.models import Custody, Meeting, RecordingBreach, SafetyMeasure
from amends.journey.meeting.rules.custody import prisoners_of
from amends.journey.meeting.signals import custody_support_given

CUSTODY_CLOCK = "custody-support"


@transaction.atomic
def keep_safety_measure(
    *, by: User, meeting: Meeting, details: Mapping[str, object], measure: SafetyMeasure | None = None
) -> SafetyMeasure:
    """Put a measure into the safety plan, or say how it stands now."""
    locked = lock(by, meeting)
    row = measure or SafetyMeasure(
        service_id=locked.service_id, case=locked.case, meeting=locked, added_by=by
    )
    for name, value in details.items():
        setattr(row, name, value)
    if row.relies_on and row.relies_on.meeting_id != locked.pk:
        raise Refused("They are not asked to this meeting.", field="relies_on")
    row.full_clean(exclude=["case"])
    row.save()
    note(by, locked, "safety_measure")
    return row


@transaction.atomic
def plan_custody(
    *, by: User, meeting: Meeting, participant: Participant, details: Mapping[str, object]
) -> Custody:
    """Note that a prisoner was told how they may feel afterwards, and who stays with them (W8-302)."""
    lock(by, meeting)
    if participant.pk not in {person.pk for person in prisoners_of(meeting)}:
        raise Refused("This is asked of somebody in prison only.")
    row = _custody(meeting, participant)
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    what, subject = "meeting.custody_planned", f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what=what, file=participant.file, subject=subject)
    return row


@transaction.atomic
def note_custody_support(
    *, by: User, meeting: Meeting, participant: Participant, not_alone: bool, given_at: dt.datetime
) -> Custody:
    """After the meeting: somebody was with them. The task of that day is done."""
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    if given_at > timezone.now():
        raise Refused("This has not happened yet.", field="given_at")
    row = _custody(meeting, participant)
    row.not_alone, row.given_at = not_alone, given_at
    row.full_clean()
    row.save()
    what, subject = "meeting.custody_support_given", f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what=what, file=participant.file, subject=subject)
    stop_clock(by=by, name=CUSTODY_CLOCK, subject=subject)
    custody_support_given.send(
        Custody, by=by, meeting=meeting, participant=participant, not_alone=not_alone, given_at=given_at
    )
    return row


def _custody(meeting: Meeting, participant: Participant) -> Custody:
    found = Custody.objects.filter(meeting=meeting, participant=participant).first()
    return found or Custody(
        service_id=participant.service_id,
        file_id=participant.file_id,
        meeting=meeting,
        participant=participant,
    )


@transaction.atomic
def report_recording(
    *, by: User, participant: Participant, what: str, seen_on: dt.date, action: str = ""
) -> RecordingBreach:
    """Somebody has recorded what nobody may record. The manager hears of it at once (W8-187)."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    if seen_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="seen_on")
    row = RecordingBreach(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        what=what,
        seen_on=seen_on,
        action=action,
        noted_by=by,
    )
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what="recording.breach", file=participant.file, subject=subject)
    tell_permitted(
        service=participant.case.service,
        permission=Permission.SERVICE_MANAGE,
        words=f"{participant.case.number}: somebody has recorded what nobody may record.",
        link=reverse("meeting:recording", args=[participant.pk]),
    )
    return row
