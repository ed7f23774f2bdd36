"""What people decide about possible cases, each with its reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.models import Assessment, Candidate, Extract, Match, Reading, Sample
from amends.journey.finding.rules.caseloads import check_may_find
from amends.journey.finding.rules.cases import check_can_assess, check_can_refer
from amends.journey.finding.rules.noting import check_not_ahead


def note(by: User, row: Candidate | Match | Reading | Sample, what: str, act: Act = Act.ALTERATION) -> None:
    subject = f"{row._meta.model_name}:{row.pk}"
    record(by=by, act=act, what=what, service_id=row.service_id, subject=subject)


@transaction.atomic
def assess(
    *,
    by: User,
    candidate: Candidate,
    choice: str,
    reason: str = "",
    after: str = Assessment.Interview.PAPER,
    holder_contacted: bool = False,
    on: date | None = None,
) -> Assessment:
    """A person decides: refer, not suitable, or wait. The ranking decides nothing (W8-133, EX-106)."""
    check_may_find(by, candidate.service)
    locked = locked_case(candidate)
    check_can_assess(locked)
    if choice == Assessment.Choice.REFER:
        check_can_refer(locked)
    day = on or timezone.localdate()
    check_not_ahead(day, "on")
    row = Assessment(
        service_id=locked.service_id,
        candidate=locked,
        choice=choice,
        after=after,
        reason=reason.strip(),
        holder_contacted=holder_contacted,
        assessed_on=day,
        by=by,
    )
    row.full_clean()
    row.save()
    locked.state = choice
    if holder_contacted:
        locked.holder_contacted_on = day
    locked.save(update_fields=["state", "holder_contacted_on"])
    note(by, locked, f"candidate.{choice}")
    return row


def locked_case(candidate: Candidate) -> Candidate:
    return Candidate.objects.select_for_update(of=("self",)).select_related("service").get(pk=candidate.pk)


@transaction.atomic
def settle_file(*, by: User, candidate: Candidate, eligible: bool, reason: str) -> Candidate:
    """Somebody has looked at the file: only now does it count as eligible, or not (W8-117)."""
    check_may_find(by, candidate.service)
    locked = locked_case(candidate)
    if locked.result != Candidate.Result.CHECK_FILE:
        raise Refused("Nothing has to be looked up for this one.")
    if not reason.strip():
        raise Refused("Say what the file says.", field="reason")
    locked.result = Candidate.Result.ELIGIBLE if eligible else Candidate.Result.NOT_ELIGIBLE
    locked.why = f"From the file: {reason.strip()}"[:400]
    locked.save(update_fields=["result", "why"])
    note(by, locked, f"candidate.file_read.{locked.result}")
    return locked


@transaction.atomic
def mark_referred(*, by: User, candidate: Candidate, number: str) -> Candidate:
    """A referral has been made of it; it leaves the list (EX-106)."""
    check_may_find(by, candidate.service)
    locked = locked_case(candidate)
    check_can_refer(locked)
    locked.state, locked.referral_number = Candidate.State.REFERRED, number
    locked.save(update_fields=["state", "referral_number"])
    note(by, locked, "candidate.referred")
    return locked


@transaction.atomic
def note_list_taken(*, by: User, extract: Extract, what: str) -> None:
    """Somebody took a list of an extract away as a file."""
    check_may_find(by, extract.service)
    subject = f"extract:{extract.pk}"
    record(by=by, act=Act.DISCLOSURE, what=f"extract.{what}", service_id=extract.service_id, subject=subject)
