"""Assessing risk, and telling those who must act on it at once."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, reached
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.actions.police import drop_requests
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules import ALERT, APPROVAL, check_children, is_current
from amends.journey.safeguarding.rules.harm import REASSESS

VALID_DAYS = 28
MOST_REASONS = 3
AFRAID = "somebody is afraid or was threatened"


@dataclass(frozen=True)
class Finding:
    """What the assessor found. `fear_or_threat` raises an alert at once."""

    level: str
    reasons: list[str]
    safeguards: str
    worst_likely: str = ""
    wish: str = ""
    fear_or_threat: bool = False
    police_at: str = ""
    child_risks: str = ""
    child_safeguards: str = ""
    valid_until: date | None = field(default=None)


@transaction.atomic
def assess(*, by: User, participant: Participant, moment: str, finding: Finding) -> Assessment:
    """Add an assessment. High asks the manager; fear or a threat alerts manager and coordinator at once.

    Raises Refused without a reason, with more than three, or with a review day that has passed.
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    reasons = [reason.strip() for reason in finding.reasons if reason.strip()]
    if not 1 <= len(reasons) <= MOST_REASONS:
        raise Refused("Give one to three reasons for the level.", field="reason_1")
    check_children(participant, moment, finding.child_risks, finding.child_safeguards)
    until = finding.valid_until or timezone.localdate() + timedelta(days=VALID_DAYS)
    if until < timezone.localdate():
        raise Refused("The day to look at it again has passed.", field="valid_until")
    assessment = Assessment(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        moment=moment,
        level=finding.level,
        reasons=reasons,
        safeguards=finding.safeguards,
        worst_likely=finding.worst_likely,
        wish=finding.wish,
        police_at=finding.police_at,
        child_risks=finding.child_risks,
        child_safeguards=finding.child_safeguards,
        valid_until=until,
        assessed_by=by,
    )
    assessment.full_clean()
    assessment.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="risk.assessed",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": moment, "level": finding.level},
    )
    _plan_review(by, assessment)
    drop_requests(by=by, assessment=assessment)
    if finding.level == Assessment.Level.HIGH:
        _ask_manager(by, assessment)
    if finding.fear_or_threat:
        raise_alert(by=by, participant=participant)
    weigh(by=by, case=participant.case)
    return assessment


def _about(participant: Participant) -> About:
    return About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("risk:person", args=[participant.pk]),
    )


def _plan_review(by: User, assessment: Assessment) -> None:
    participant = assessment.participant
    stop_clock(by=by, name="risk-review", subject=f"participant:{participant.pk}")
    stop_clock(by=by, name=REASSESS, subject=f"participant:{participant.pk}")
    due = end_of(assessment.valid_until)
    start_clock(by=by, name="risk-review", about=_about(participant), due=due)


def _ask_manager(by: User, assessment: Assessment) -> None:
    participant = assessment.participant
    ask_approval(
        by=by,
        key=APPROVAL,
        subject=assessment.approval_subject,
        question=f"{participant.case.number}: the risk is high. Is enough done about it to go on?",
        file=participant.file,
        link=reverse("risk:person", args=[participant.pk]),
    )


@transaction.atomic
def raise_alert(*, by: User, participant: Participant, because: str = AFRAID) -> None:
    """Somebody is afraid, was threatened or could be hurt again: those who can act hear of it now, without names."""
    case = participant.case
    link = reverse("risk:person", args=[participant.pk])
    start_clock(by=by, name=ALERT, about=_about(participant), title=because[0].upper() + because[1:])
    words = f"{case.number}: {because}. Look at it now."
    for permission in (Permission.APPROVAL_DECIDE, Permission.REFERRAL_SCREEN):
        tell_permitted(service=case.service, permission=permission, words=words, link=link)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="risk.alert",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )


@transaction.atomic
def answer_alert(*, by: User, participant: Participant) -> None:
    """Somebody who may decide has looked and acted."""
    check_may(by, Permission.REFERRAL_SCREEN, participant.service_id)
    stop_clock(by=by, name=ALERT, subject=f"participant:{participant.pk}")


def weigh(*, by: User, case: Case) -> None:
    """Set or take back the milestone, where whoever acts sees both sides, as the latest assessments and approvals say."""
    if not both_sides_seen(case):
        return
    if is_current(case):
        reach(by=by, case=case, milestone=Milestone.RISK_ASSESSED)
    elif Milestone.RISK_ASSESSED in reached(case):
        undo_milestone(by=by, case=case, milestone=Milestone.RISK_ASSESSED, reason="a later assessment")
