"""Recording a judgement, and what follows from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, check_is_live, reached
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import RESPONSIBLE_SIDES, is_suitable, ways_to_judge

VALID_DAYS = 182  # asked again after half a year; people and things change


@dataclass(frozen=True)
class Findings:
    """What was found out about one person."""

    outcome: str
    willing: bool
    safe: bool
    basis: str
    responsibility: str = Judgement.Responsibility.NOT_ASKED
    both_agree: bool = False
    interviewed_on: date | None = None


@transaction.atomic
def judge(*, by: User, participant: Participant, made_as: str, findings: Findings) -> Judgement:
    """Add a judgement. Whoever is found unsuitable is told why, as a task (W8: feedback after a refusal).

    Raises Refused where responsibility was not asked of somebody who must take some, and ValidationError for what
    the database would not keep.
    """
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    check_is_live(participant.case)
    if made_as not in ways_to_judge(by, participant.service_id):
        raise Refused("This judgement is for somebody else to make.", field="made_as")
    asked = findings.responsibility != Judgement.Responsibility.NOT_ASKED
    if participant.side in RESPONSIBLE_SIDES and participant.part == Participant.Part.PRINCIPAL and not asked:
        raise Refused(
            "Say how far they take responsibility.",
            source="Essex manual, process para 2",
            field="responsibility",
        )
    judgement = Judgement(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        made_as=made_as,
        outcome=findings.outcome,
        willing=findings.willing,
        safe=findings.safe,
        responsibility=findings.responsibility,
        both_agree=findings.both_agree,
        basis=findings.basis,
        interviewed_on=findings.interviewed_on,
        until=timezone.localdate() + timedelta(days=VALID_DAYS),
        judged_by=by,
    )
    judgement.full_clean()
    judgement.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.judged",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": made_as, "outcome": findings.outcome},
    )
    if findings.outcome == Judgement.Outcome.NOT_SUITABLE:
        _owe_feedback(by, participant)
    weigh(by=by, case=participant.case)
    return judgement


def _owe_feedback(by: User, participant: Participant) -> None:
    about = About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("casefile:person", args=[participant.pk]),
    )
    start_clock(by=by, name="task-unsuitable-feedback", about=about)


def weigh(*, by: User, case: Case) -> None:
    """Set or take back the milestone, where whoever acts sees both sides, as the latest judgements say."""
    if not both_sides_seen(case):
        return
    if is_suitable(case):
        reach(by=by, case=case, milestone=Milestone.SUITABLE)
    elif Milestone.SUITABLE in reached(case):
        undo_milestone(by=by, case=case, milestone=Milestone.SUITABLE, reason="a later judgement")
