"""Keeping a recording: what it may be used for, who may see it, every use of it, and its end (W8-286)."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Consent
from amends.journey.meeting.models import Meeting, Recording, RecordingUse, RecordingViewer
from amends.journey.meeting.rules.recording import SOURCE, against_use, agreed_uses, check_can_register

CLOCK = "recording-destroyed"


@transaction.atomic
def register_recording(
    *, by: User, meeting: Meeting, reference: str, kept_where: str, destroy_by: date
) -> Recording:
    """Note where a recording is kept and when it is destroyed. Its uses are those that everybody in it agreed to.

    Raises Refused for a meeting that was not held and filmed, and while somebody's signed consent is missing.
    """
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    check_can_register(meeting, destroy_by, timezone.localdate(meeting.starts_at))
    row = Recording(
        service_id=meeting.service_id,
        case=meeting.case,
        meeting=meeting,
        reference=reference,
        kept_where=kept_where,
        uses=agreed_uses(meeting),
        destroy_by=destroy_by,
        registered_by=by,
    )
    row.full_clean()
    row.save()
    about = About(
        service=meeting.case.service,
        subject=f"recording:{row.pk}",
        case=meeting.case,
        link=reverse("meeting:recordings", args=[meeting.case.number]),
    )
    end = timezone.make_aware(datetime.combine(destroy_by, time(23, 59)))
    start_clock(by=by, name=CLOCK, about=about, due=end)
    _note(by, row, Act.COLLECTION, "registered")
    return row


@transaction.atomic
def name_viewer(*, by: User, recording: Recording, user: User, signed_on: date) -> RecordingViewer:
    """Name somebody who may see it, once they have signed to keep it to themselves."""
    check_may(by, Permission.CASE_GRANT, recording.service_id)
    if signed_on > timezone.localdate():
        raise Refused("They cannot have signed yet.", source=SOURCE, field="signed_on")
    row = RecordingViewer(
        service_id=recording.service_id,
        case=recording.case,
        recording=recording,
        user=user,
        signed_on=signed_on,
        named_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, recording, Act.ALTERATION, "viewer_named", viewer=user.pk)
    return row


@transaction.atomic
def use_recording(*, by: User, recording: Recording, kind: str, purpose: str, audience: str) -> RecordingUse:
    """Log that it is shown or given out; or that somebody wanted to and may not, which `refused` then says.

    A refusal is no exception here, because the attempt stays on record.
    """
    locked = Recording.objects.select_for_update(of=("self",)).select_related("case").get(pk=recording.pk)
    row = RecordingUse(
        service_id=locked.service_id,
        case=locked.case,
        recording=locked,
        by=by,
        kind=kind,
        purpose=purpose,
        audience=audience,
        refused=against_use(locked, by, purpose),
    )
    row.full_clean()
    row.save()
    given = Act.CONSULTATION if row.refused or kind == RecordingUse.Kind.SHOW else Act.DISCLOSURE
    record(
        by=by,
        act=given,
        what="recording.refused" if row.refused else f"recording.{kind}",
        case=locked.case,
        subject=f"recording:{locked.pk}",
        details={"purpose": purpose, "kind": kind},
    )
    return row


@transaction.atomic
def destroy_recording(*, by: User, recording: Recording, on: date) -> None:
    """Note that it has been destroyed; nothing is done with it any more."""
    check_may(by, Permission.MEETING_WRITE_UP, recording.service_id)
    if recording.destroyed_on:
        raise Refused("It has been destroyed already.")
    if on > timezone.localdate():
        raise Refused("This has not happened yet.", field="on")
    recording.destroyed_on = on
    recording.save(update_fields=["destroyed_on"])
    stop_clock(by=by, name=CLOCK, subject=f"recording:{recording.pk}")
    _note(by, recording, Act.ERASURE, "destroyed")


@transaction.atomic
def narrow_uses(*, by: User, case: Case, said: Consent) -> None:
    """Somebody in it allows less than before: from this moment it is used for no more than that."""
    allowed = set(said.items) if said.answer == Consent.Answer.GIVEN and not said.pending else set()
    with as_clockwork(case.service):
        for row in Recording.objects.filter(case=case, destroyed_on__isnull=True).select_related("case"):
            left = [use for use in row.uses if use in allowed]
            if left != row.uses:
                Recording.objects.filter(pk=row.pk).update(uses=left)
                _note(by, row, Act.ALTERATION, "uses_narrowed")


def _note(by: User, row: Recording, act: Act, what: str, **details: int) -> None:
    subject = f"recording:{row.pk}"
    record(by=by, act=act, what=f"recording.{what}", case=row.case, subject=subject, details=dict(details))
