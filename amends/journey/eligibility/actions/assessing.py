"""The second assessment, and accepting the case for facilitation."""

from collections.abc import Sequence

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, take_step, undo_milestone
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_is_live, reached
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.screening import screen
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.opening import SECOND_CLOCK
from amends.journey.eligibility.enquiry_rules import referral_of
from amends.journey.eligibility.models import Enquiry, SecondAssessment
from amends.journey.eligibility.rules import PROCESS, check_may_be_eligible, profile_for
from amends.journey.referral.actions import state_facts
from amends.journey.referral.facts import facts_of
from amends.journey.referral.remedy_rules import check_offender_agreed


@transaction.atomic
def assess_again(
    *,
    by: User,
    case: Case,
    decision: str,
    reasons: str,
    responsibility: str,
    relied_on: Sequence[int] = (),
    relied_words: str = "",
    without_replies: str = "",
) -> SecondAssessment:
    """The coordinator's second judgement, on everything known by now. 'Suitable' must be borne by the rules (EX-041)."""
    check_may(by, Permission.CASE_OPEN, case.service_id)
    check_is_live(case)
    if case.stage != Stage.ASSESSMENT:
        raise Refused("The second assessment comes before facilitators are sought.", source=PROCESS)
    outcome, name, version = _rules_say(by, case, decision, responsibility, reasons)
    if decision == SecondAssessment.Decision.ACCEPT:
        _check_replies(case, without_replies)
    row = SecondAssessment(
        service_id=case.service_id,
        case=case,
        decision=decision,
        reasons=reasons.strip(),
        relied_on=list(relied_on),
        relied_words=relied_words.strip(),
        responsibility=responsibility,
        without_replies=without_replies.strip(),
        outcome=outcome,
        profile=name,
        profile_version=version,
        assessed_by=by,
    )
    row.full_clean(exclude=["assessed_at"])
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"second_assessment.{decision}",
        case=case,
        details={"outcome": outcome},
    )
    _mark(by, case, decision)
    return row


def _rules_say(
    by: User, case: Case, decision: str, responsibility: str, reasons: str
) -> tuple[str, str, int]:
    """What the rules in force say on the facts of today; a case that came without a referral has none."""
    referral = referral_of(case)
    if referral is None:
        return "", case.profile, 0
    if responsibility != SecondAssessment.Responsibility.UNKNOWN:
        state_facts(
            by=by, referral=referral, facts={"responsibility": responsibility}, note_text="Second assessment"
        )
    facts, profile = facts_of(referral), profile_for(referral)
    if decision == SecondAssessment.Decision.ACCEPT:
        check_offender_agreed(referral)
        check_may_be_eligible(profile, facts, reasons)
    return screen(profile, facts).outcome, profile.name, profile.version


def _check_replies(case: Case, without_replies: str) -> None:
    still_open = [
        enquiry for enquiry in Enquiry.objects.filter(case=case).select_related("agency") if enquiry.is_open
    ]
    if still_open and not without_replies.strip():
        names = ", ".join(sorted({enquiry.agency.name for enquiry in still_open}))
        raise Refused(
            f"A reply is still outstanding: {names}.",
            source=PROCESS,
            opens="Wait for it, or say why you go on without it.",
            field="without_replies",
        )


def _mark(by: User, case: Case, decision: str) -> None:
    done = Milestone.SECOND_ASSESSMENT_DONE
    if decision == SecondAssessment.Decision.ACCEPT:
        reach(by=by, case=case, milestone=done)
    elif done in reached(case):
        undo_milestone(by=by, case=case, milestone=done, reason="assessed again")
    if decision != SecondAssessment.Decision.MORE:
        stop_clock(by=by, name=SECOND_CLOCK, subject=f"case:{case.pk}")


def accept_case(*, by: User, case: Case) -> Case:
    """Accept the case for facilitation; refused without a second assessment that says so."""
    return take_step(by=by, case=case, verb="accept")
