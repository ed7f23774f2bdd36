"""From the queue to oblivion: a caseload is handed to the worker, and forgotten when its time is over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.finding.actions.uploading import note_extract, subject_of
from amends.journey.finding.fields import finding
from amends.journey.finding.models import Candidate, Extract, ExtractFile, Rejected
from amends.journey.finding.rules.caseloads import check_columns, check_may_find

READ_TASK = "read_caseload"


@transaction.atomic
def queue_extract(*, by: User, extract: Extract) -> Extract:
    """Hand it to the worker; the same call after a failure tries again."""
    check_may_find(by, extract.service)
    locked = (
        Extract.objects.select_for_update(of=("self",)).select_related("service", "agency").get(pk=extract.pk)
    )
    if locked.state not in {Extract.State.UPLOADED, Extract.State.FAILED}:
        raise Refused("This file is being read, or has been.")
    if locked.file_deleted_at:
        raise Refused("The file itself has been deleted.", opens="Choose it again.")
    check_columns(locked, locked.columns)
    Rejected.objects.filter(extract=locked).delete()
    locked.state, locked.problem, locked.rows_read = Extract.State.WAITING, "", 0
    locked.started_at = timezone.now()
    locked.save(update_fields=["state", "problem", "rows_read", "started_at"])
    note_extract(by, locked, "extract.queued", Act.ALTERATION)
    jobs.configure_task(READ_TASK, lock=subject_of(locked)).defer(
        extract_id=locked.pk, service_id=locked.service_id
    )
    return locked


@transaction.atomic
def discard_extract(*, by: User, extract: Extract) -> None:
    """Throw away the file and everything that was read from it. Referrals made from it stay."""
    check_may_find(by, extract.service)
    if extract.state == Extract.State.READING:
        raise Refused("It is being read just now.", opens="Wait until that is over.")
    note_extract(by, extract, "extract.discarded", Act.ERASURE, candidates=extract.candidates.count())
    extract.delete()


@transaction.atomic
def forget_files(*, by: User, service: Service) -> int:
    """Delete the files whose time is over, with the reasons that quote them. Returns how many (DPA 2018 s 39)."""
    over = Extract.objects.filter(
        service=service, file_deleted_at__isnull=True, file_until__lt=timezone.localdate()
    )
    count = 0
    for extract in over.exclude(state=Extract.State.READING):
        ExtractFile.objects.filter(extract=extract).delete()
        Rejected.objects.filter(extract=extract).delete()
        extract.file_deleted_at = timezone.now()
        extract.save(update_fields=["file_deleted_at"])
        note_extract(by, extract, "extract.file_deleted", Act.ERASURE)
        count += 1
    return count


@transaction.atomic
def forget_candidates(*, by: User, service: Service) -> int:
    """Delete possible cases whose time is over; the counts of the extract stay. Returns how many."""
    before = timezone.now() - timedelta(days=finding().candidate_days)
    count = 0
    for extract in Extract.objects.filter(
        service=service, uploaded_at__lt=before, candidates__isnull=False
    ).distinct():
        gone = Candidate.objects.filter(extract=extract).delete()[1].get("finding.Candidate", 0)
        note_extract(by, extract, "extract.candidates_deleted", Act.ERASURE, candidates=gone)
        count += gone
    return count


@transaction.atomic
def give_up_stalled(*, by: User, service: Service) -> None:
    """A file that has been read for hours never will be: its worker has gone. It can be tried again."""
    stalled = Extract.objects.filter(
        service=service, state__in=[Extract.State.WAITING, Extract.State.READING]
    )
    for extract in stalled.filter(started_at__lt=timezone.now() - timedelta(hours=2)):
        extract.state, extract.problem = (
            Extract.State.FAILED,
            "The reading stopped half-way. Nothing was kept. Try again.",
        )
        extract.save(update_fields=["state", "problem"])
        note_extract(by, extract, "extract.given_up", Act.ALTERATION)
