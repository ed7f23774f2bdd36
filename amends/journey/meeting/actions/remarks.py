"""Notes on a meeting for one side's file alone; they reach the other side's only where somebody passes one on."""

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.documents.rules import check_fit_for_both
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.meeting.models import Meeting, Remark
from amends.journey.meeting.rules.remarks import SOURCE, attended_by_a_professional

PASSED_ON = "Passed on from the other file"


@transaction.atomic
def add_remark(
    *, by: User, meeting: Meeting, file: CaseFile, words: str, participant: Participant | None = None
) -> Remark:
    """A note for one side's file alone; it opens nothing to the other side (HMPPS 6.23)."""
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    if file.case_id != meeting.case_id:
        raise Refused("This file belongs to another case.")
    return _keep(by, meeting, file, words, participant=participant)


@transaction.atomic
def note_themes(*, by: User, participant: Participant, words: str) -> Remark:
    """What a practitioner heard at the meeting to which they came as a professional, in the file they work with.

    Put there with the service's own hands: an officer reads the file and writes nothing else in it. Raises Refused where
    no professional was at a meeting of this case (PF-116).
    """
    check_may(by, Permission.MEETING_THEMES, participant.service_id)
    with as_clockwork(participant.case.service):
        meeting = attended_by_a_professional(participant.case)
        return _keep(by, meeting, participant.file, words, participant=participant)


@transaction.atomic
def pass_on_remark(*, by: User, remark: Remark, file: CaseFile, words: str) -> Remark:
    """Put a note into the other side's file as well, on purpose and in words that may be read there (PF-116).

    Raises Refused for words that hold somebody's address, number or birthday.
    """
    check_may(by, Permission.MEETING_WRITE_UP, remark.service_id)
    if file.case_id != remark.file.case_id or file.pk == remark.file_id:
        raise Refused("Choose the file of the other side of this case.", source=SOURCE)
    check_fit_for_both(words, file.case)
    kept = _keep(by, remark.meeting, file, f"{PASSED_ON}: {words.strip()}", act=Act.DISCLOSURE)
    subject = f"meeting:{remark.meeting_id}"
    record(by=by, act=Act.DISCLOSURE, what="meeting.remark_passed_on", file=remark.file, subject=subject)
    return kept


def _keep(
    by: User,
    meeting: Meeting,
    file: CaseFile,
    words: str,
    *,
    participant: Participant | None = None,
    act: Act = Act.COLLECTION,
) -> Remark:
    if not words.strip():
        raise Refused("Write what you want to note.", field="words")
    row = Remark(
        service_id=file.service_id,
        file=file,
        meeting=meeting,
        participant=participant,
        words=words,
        added_by=by,
    )
    row.full_clean()
    row.save()
    record(by=by, act=act, what="meeting.remark_added", file=file, subject=f"meeting:{meeting.pk}")
    return row
