"""Case notes and oversight: what was written stays, and what is added stands beside it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.notes.models import Note, NoteVersion, Oversight, OversightAddendum


@transaction.atomic
def write_note(*, by: User, file: CaseFile, words: str, happened_on: date | None = None) -> Note:
    """Write a note on one side's file, dated and signed by whoever writes it (EX-114)."""
    check_may(by, Permission.CONTACT_LOG, file.service_id)
    day = happened_on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="happened_on")
    note = Note(service_id=file.service_id, file=file, happened_on=day, author=by)
    note.full_clean(exclude=["written_at"])
    note.save()
    _version(by, note, words)
    record(by=by, act=Act.COLLECTION, what="note.written", file=file, subject=f"note:{note.pk}")
    return note


@transaction.atomic
def correct_note(*, by: User, note: Note, words: str, reason: str) -> NoteVersion:
    """Correct a note: the new words count, the old ones stay readable. Only its author does it, with a reason."""
    check_may(by, Permission.CONTACT_LOG, note.service_id)
    if note.author_id != by.pk:
        raise Refused(
            "Only its author corrects a note.",
            source="Hub manual C3, duties (case notes)",
            opens="Write one of your own beside it.",
        )
    if not reason.strip():
        raise Refused("Say why you correct it.", field="reason")
    version = _version(by, note, words, reason)
    record(by=by, act=Act.ALTERATION, what="note.corrected", file=note.file, subject=f"note:{note.pk}")
    return version


def _version(by: User, note: Note, words: str, reason: str = "") -> NoteVersion:
    version = NoteVersion(
        service_id=note.service_id,
        file_id=note.file_id,
        note=note,
        words=words.strip(),
        reason=reason.strip(),
        by=by,
    )
    version.full_clean(exclude=["at"])
    version.save()
    return version


@transaction.atomic
def oversee(
    *, by: User, participant: Participant, appropriate: bool, rationale: str, action_taken: str
) -> Oversight:
    """Write down the manager's view of a sensitive case. It cannot be changed afterwards, only added to (PF-094)."""
    check_may(by, Permission.APPROVAL_DECIDE, participant.service_id)
    row = Oversight(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        appropriate=appropriate,
        rationale=rationale.strip(),
        action_taken=action_taken.strip(),
        manager=by,
    )
    row.full_clean(exclude=["at"])
    row.save()
    _note(by, row, Act.COLLECTION, "oversight.written")
    return row


@transaction.atomic
def add_to_oversight(
    *, by: User, oversight: Oversight, words: str = "", copied_to: str = ""
) -> OversightAddendum:
    """Add something to it, or the reference under which it was copied into the authority's system."""
    check_may(by, Permission.APPROVAL_DECIDE, oversight.service_id)
    row = OversightAddendum(
        service_id=oversight.service_id,
        file_id=oversight.file_id,
        oversight=oversight,
        words=words.strip(),
        copied_to=copied_to.strip(),
        by=by,
    )
    row.full_clean(exclude=["at"])
    row.save()
    _note(by, oversight, Act.ALTERATION, "oversight.added_to")
    return row


def _note(by: User, oversight: Oversight, act: Act, what: str) -> None:
    subject = f"participant:{oversight.participant_id}"
    record(by=by, act=act, what=what, file=oversight.file, subject=subject, details={"row": oversight.pk})
