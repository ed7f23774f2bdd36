"""Recording a judgement, and what follows from it."""

from collections.abc import Mapping
from typing import Any

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
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.policy.questions import Answer, EffectKind
from amends.foundation.questionnaire.actions import complete_response, save_answers, start_response
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of, effects_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.suitability.actions.interviewing import interview_of_day
from amends.journey.suitability.models import EarlyRefusal, Judgement
from amends.journey.suitability.rules.judging import (
    Findings,
    all_grounds,
    check_asked_about_own_harm,
    check_eligible,
    check_findings,
    settled_outcome,
    ways_to_judge,
)
from amends.journey.suitability.rules.reading import Reading, read
from amends.journey.suitability.rules.scheme import form_key, latest_review
from amends.journey.suitability.rules.standing import is_suitable, latest_of
from amends.journey.suitability.signals import judgement_made

# The alert of the risk room: one place where somebody says that they have acted, whoever raised it.
ALERT, REVIEW, MANAGER, FEEDBACK = (
    "risk-alert",
    "suitability-review",
    "suitability-manager",
    "task-unsuitable-feedback",
)


@transaction.atomic
def judge(*, by: User, participant: Participant, made_as: str, findings: Findings) -> Judgement:
    """Add a judgement; earlier ones stay as they are. What the answers set off happens in the same transaction.

    Raises Refused as `check_findings` does, AnswersRefused for answers that are missing, and ValidationError for what
    the database would not keep.
    """
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    check_is_live(participant.case)
    check_eligible(participant.case)
    if made_as not in ways_to_judge(by, participant.service_id):
        raise Refused("This judgement is for somebody else to make.", field="made_as")
    check_asked_about_own_harm(participant, made_as, findings.answers)
    response, said = _read(by, participant, made_as, findings)
    check_findings(participant, made_as, findings, said)
    judgement = _made(by, participant, made_as, findings, said)
    judgement.response = response
    if findings.interviewed_on:
        judgement.interview = interview_of_day(
            by=by, participant=participant, on=findings.interviewed_on, interviewer=findings.interviewer
        )
    judgement.full_clean()
    judgement.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.judged",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"kind": made_as, "outcome": judgement.outcome},
    )
    _set_off(by, judgement, said)
    weigh(by=by, case=participant.case)
    judgement_made.send(Judgement, by=by, judgement=judgement)
    return judgement


@transaction.atomic
def keep_judgement(
    *,
    by: User,
    participant: Participant,
    made_as: str,
    answers: Mapping[str, Answer],
    beside: Mapping[str, Any],
) -> bool:
    """Keep a judgement that is half made: the answers, and the conclusion as far as it goes. It counts for nothing yet.

    That somebody may come to harm does not wait until it is recorded: whether it was told, for the first time.
    """
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    response = _begun(by, participant, form_key(participant, made_as))
    known = _alarming(response)
    is_new = not known >= _alarming(save_answers(by=by, response=response, answers=answers, beside=beside))
    if is_new:
        _alert(by, participant)
    return is_new


def _alarming(response: Response) -> set[str]:
    """The questions whose answers say that somebody may come to harm."""
    return {effect.question for effect in effects_of(response) if effect.kind == EffectKind.ALERT}


def _begun(by: User, participant: Participant, key: str) -> Response:
    return start_response(by=by, key=key, subject=f"participant:{participant.pk}", participant=participant)


def _read(
    by: User, participant: Participant, made_as: str, findings: Findings
) -> tuple[Response | None, Reading]:
    """The answers closed for good with what they say; a manager judges on what is on file."""
    key = form_key(participant, made_as)
    if not key:
        return None, _on_file(participant)
    response = _begun(by, participant, key)
    complete_response(by=by, response=response, answers=findings.answers)
    return response, read(definition_of(response), response.answers)


def _on_file(participant: Participant) -> Reading:
    earlier = latest_of([participant])[participant.pk]
    base = earlier.get(Judgement.MadeAs.VISIT) or earlier.get(Judgement.MadeAs.PAPER)
    if base is None:
        raise Refused(
            "There is nothing to judge yet.", opens="First a judgement on paper, or after meeting them."
        )
    return Reading(
        willing=base.willing, safe=base.safe, responsibility=base.responsibility, blocks=base.because
    )


def _made(by: User, participant: Participant, made_as: str, findings: Findings, said: Reading) -> Judgement:
    outcome = settled_outcome(made_as, findings, said)
    return Judgement(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        made_as=made_as,
        outcome=outcome,
        willing=said.willing,
        safe=said.safe,
        responsibility=said.responsibility,
        both_agree=findings.both_agree,
        basis=findings.basis,
        grounds=all_grounds(outcome, findings, said),
        because=[*said.excludes, *said.blocks],
        flags=said.flags,
        indirect_only=findings.indirect_only and outcome == Judgement.Outcome.SUITABLE,
        without_oasys=said.without_oasys,
        manager_asked=bool(findings.ask_manager or said.manager) and made_as != Judgement.MadeAs.MANAGER,
        requirement=findings.requirement,
        requirement_reason=findings.requirement_reason.strip(),
        interviewed_on=findings.interviewed_on,
        until=findings.review_on or latest_review(participant.case, timezone.localdate()),
        judged_by=by,
    )


def _set_off(by: User, judgement: Judgement, said: Reading) -> None:
    participant = judgement.participant
    subject = f"participant:{participant.pk}"
    stop_clock(by=by, name=REVIEW, subject=subject)
    if judgement.outcome == Judgement.Outcome.NOT_SUITABLE:
        start_clock(by=by, name=FEEDBACK, about=about(participant, "suitability:person"))
    else:
        due = end_of(judgement.until)
        start_clock(by=by, name=REVIEW, about=about(participant, "suitability:person"), due=due)
    if judgement.made_as == Judgement.MadeAs.MANAGER:
        stop_clock(by=by, name=MANAGER, subject=subject)
    elif judgement.manager_asked:
        start_clock(by=by, name=MANAGER, about=about(participant, "suitability:person"))
        _tell(participant, Permission.APPROVAL_DECIDE, "your judgement is asked for", "suitability:person")
    if said.alerts:
        _alert(by, participant)


def about(participant: Participant, page: str) -> About:
    """What a clock about this person belongs to; it shows with their own file only."""
    return About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse(page, args=[participant.pk]),
    )


def _alert(by: User, participant: Participant) -> None:
    """Somebody may come to harm: those who can act hear of it now, without names (W8-072)."""
    title = "Somebody may come to harm: read the assessment and act"
    start_clock(by=by, name=ALERT, about=about(participant, "risk:person"), title=title)
    for permission in (Permission.APPROVAL_DECIDE, Permission.REFERRAL_SCREEN):
        _tell(participant, permission, "somebody may come to harm. Look at it now", "suitability:person")
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="suitability.alert",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )


def _tell(participant: Participant, permission: Permission, words: str, page: str) -> None:
    case = participant.case
    link = reverse(page, args=[participant.pk])
    tell_permitted(service=case.service, permission=permission, words=f"{case.number}: {words}.", link=link)


@transaction.atomic
def note_early_refusal(*, by: User, participant: Participant) -> EarlyRefusal:
    """Count an attempt to turn somebody down unheard; called after the judgement itself was refused (KM-023)."""
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    row = EarlyRefusal(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant, by=by
    )
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="suitability.early_refusal",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    return row


def weigh(*, by: User, case: Case) -> None:
    """Set or take back the milestone, where whoever acts sees both sides, as the latest judgements say."""
    if not both_sides_seen(case):
        return
    if is_suitable(case):
        reach(by=by, case=case, milestone=Milestone.SUITABLE)
    elif Milestone.SUITABLE in reached(case):
        reason = "a later judgement, or one that has run out"
        undo_milestone(by=by, case=case, milestone=Milestone.SUITABLE, reason=reason)
