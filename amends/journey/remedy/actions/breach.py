"""An action that was not kept: the officer is told and decides, and nothing follows by itself (EX-153)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.referral.actions.telling import tell_referrer
from amends.journey.referral.rules import check_is_mine
from amends.journey.remedy.actions.contract import about_step, checked_day, note, settle
from amends.journey.remedy.models import ContractAction
from amends.journey.remedy.rules import breach_words, check_is_open

BREACH_CLOCK = "contract-breach"


@transaction.atomic
def record_breach(*, by: User, step: ContractAction, on: date) -> ContractAction:
    """It was not kept: the officer's notice is drafted. No status of the referral or the case changes (EX-153)."""
    check_is_mine(by, step.referral)
    check_is_open(step)
    step.state, step.breached_on = ContractAction.State.BREACHED, checked_day(on)
    number, due = step.referral.number, long_date(step.due_on)
    step.notice = breach_words(step, {"number": number, "due": due, "breached": long_date(on)})
    settle(by, step)
    with as_clockwork(step.service):
        start_clock(by=by, name=BREACH_CLOCK, about=about_step(step))
    note(by, step, "breached")
    return step


@transaction.atomic
def tell_officer(*, by: User, step: ContractAction, text: str) -> ContractAction:
    """The notice has been read over and goes to the officer, on their own page; e-mail only says that there is one."""
    check_is_mine(by, step.referral)
    if step.state != ContractAction.State.BREACHED:
        raise Refused("Only what was not kept is told.")
    step.notice, step.officer_told_on = text.strip(), timezone.localdate()
    step.full_clean()
    step.save()
    tell_referrer(by=by, referral=step.referral, words=f"A contract of {step.referral.number} was not kept.")
    with as_clockwork(step.service):
        stop_clock(by=by, name=BREACH_CLOCK, subject=f"contract:{step.pk}")
    note(by, step, "officer_told", Act.DISCLOSURE)
    return step


@transaction.atomic
def decide_after_breach(*, by: User, step: ContractAction, decision: str) -> ContractAction:
    """What the officer decided, by the officer or as they told us."""
    check_is_mine(by, step.referral)
    step.officer_decision, step.officer_decided_on = decision.strip(), timezone.localdate()
    step.full_clean()
    step.save()
    note(by, step, "officer_decided")
    return step
