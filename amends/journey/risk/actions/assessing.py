"""Assessing risk, and telling those who must act on it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

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
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, save_answers, start_response
from amends.foundation.questionnaire.models import Response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.actions.police import drop_requests
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules.series import (
    check_checklist_made,
    check_earlier_trouble,
    check_order,
    form_of,
)
from amends.journey.risk.rules.standing import ALERT, APPROVAL, NOT_SAFE, check_children, is_current
from amends.journey.safeguarding.rules.harm import REASSESS

VALID_DAYS = 28
MOST_REASONS = 3
FEAR = "fear_or_threat"
AFRAID = "somebody is afraid or was threatened"


@dataclass(frozen=True)
class Finding:
    """What the assessor found. `fear_or_threat` raises an alert at once; `answers` say who might be harmed by whom."""

    level: str
    reasons: list[str]
    safeguards: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    verdict: str = Assessment.Verdict.SAFEGUARDS
    harm: str = ""
    earlier_words: str = ""
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

    Raises AnswersRefused without who might be harmed by whom (W8-205), Refused without a reason, with more than three,
    out of turn (W8-207), silent about earlier trouble (W8-085), or with a review day that has passed.
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    reasons = [reason.strip() for reason in finding.reasons if reason.strip()]
    until = finding.valid_until or timezone.localdate() + timedelta(days=VALID_DAYS)
    _check(participant, moment, finding, reasons, until)
    assessment = _made(participant, moment, finding)
    assessment.assessed_by, assessment.reasons, assessment.valid_until = by, reasons, until
    assessment.response = _answered(by, participant, finding)
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
    _set_off(by, assessment, fear=finding.fear_or_threat)
    weigh(by=by, case=participant.case)
    return assessment


@transaction.atomic
def keep_assessment(
    *, by: User, participant: Participant, answers: Mapping[str, Answer], beside: Mapping[str, Any]
) -> bool:
    """Keep what is filled in so far: the answers, and what the page asks beside them. It counts for nothing yet.

    Fear or a threat that stands in it for the first time does not wait until it is recorded: whether it was told.
    """
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    response = _begun(by, participant)
    is_new = bool(beside.get(FEAR)) and not response.beside.get(FEAR)
    save_answers(by=by, response=response, answers=answers, beside=beside)
    if is_new:
        raise_alert(by=by, participant=participant)
    return is_new


def _check(participant: Participant, moment: str, finding: Finding, reasons: list[str], until: date) -> None:
    if not 1 <= len(reasons) <= MOST_REASONS:
        raise Refused(
            "Give one to three reasons for the level.",
            source="Wait 'til Eight appendix 5C",
            field="reason_1",
        )
    if finding.verdict == Assessment.Verdict.NOT_SAFE and not finding.harm.strip():
        raise Refused(
            "Say which harm you rely on, and to whom. A walk-out or a clumsy word is no reason by itself.",
            source="Ten key messages, message 8",
            opens="Where there is none, it can go on, with what is done about it.",
            field="harm",
        )
    check_order(participant)
    check_children(participant, moment, finding.child_risks, finding.child_safeguards)
    check_earlier_trouble(participant, finding.earlier_words)
    check_checklist_made(participant, moment)
    if until < timezone.localdate():
        raise Refused("The day to look at it again has passed.", field="valid_until")


def _made(participant: Participant, moment: str, finding: Finding) -> Assessment:
    return Assessment(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        moment=moment,
        level=finding.level,
        safeguards=finding.safeguards,
        verdict=finding.verdict,
        harm=finding.harm if finding.verdict == Assessment.Verdict.NOT_SAFE else "",
        earlier_words=finding.earlier_words,
        worst_likely=finding.worst_likely,
        wish=finding.wish,
        police_at=finding.police_at,
        child_risks=finding.child_risks,
        child_safeguards=finding.child_safeguards,
    )


def _answered(by: User, participant: Participant, finding: Finding) -> Response:
    """Who might be harmed by whom, closed for good with the assessment it belongs to."""
    response = _begun(by, participant)
    complete_response(by=by, response=response, answers=finding.answers)
    return response


def _begun(by: User, participant: Participant) -> Response:
    key, subject = form_of(participant.case), f"participant:{participant.pk}"
    return start_response(by=by, key=key, subject=subject, participant=participant)


def _set_off(by: User, assessment: Assessment, *, fear: bool) -> None:
    _plan_review(by, assessment)
    drop_requests(by=by, assessment=assessment)
    if assessment.level == Assessment.Level.HIGH:
        _ask_manager(by, assessment, APPROVAL, "the risk is high. Is enough done about it to go on?")
    if assessment.verdict == Assessment.Verdict.NOT_SAFE:
        _ask_manager(
            by, assessment, NOT_SAFE, "it is found not safe. Do you agree that it stops here for now?"
        )
    if fear:
        raise_alert(by=by, participant=assessment.participant)


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


def _ask_manager(by: User, assessment: Assessment, key: str, words: str) -> None:
    participant = assessment.participant
    ask_approval(
        by=by,
        key=key,
        subject=assessment.approval_subject,
        question=f"{participant.case.number}: {words}",
        belongs_to=participant.file,
        link=reverse("risk:person", args=[participant.pk]),
    )


@transaction.atomic
def raise_alert(*, by: User, participant: Participant, because: str = AFRAID) -> None:
    """Somebody is afraid, was threatened or could be hurt again: those who can act hear of it now, without names.

    Whoever may act for two reasons hears of it once, and once of two answers that were given in the same minute.
    """
    case = participant.case
    link = reverse("risk:person", args=[participant.pk])
    alert = start_clock(by=by, name=ALERT, about=_about(participant), title=because[0].upper() + because[1:])
    words = f"{case.number}: {because}. Look at it now."
    once = f"alert:{alert.pk}:{timezone.localtime():%Y%m%d%H%M}:{because}"[:80]
    for permission in (Permission.APPROVAL_DECIDE, Permission.REFERRAL_SCREEN):
        tell_permitted(service=case.service, permission=permission, words=words, link=link, about=once)
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
