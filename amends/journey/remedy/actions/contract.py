"""Whether the actions of a contract are kept. Where one is not, the officer is told, and nothing follows by itself."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.actions.telling import tell_referrer
from amends.journey.referral.models import ChosenAction
from amends.journey.referral.rules import check_is_mine
from amends.journey.remedy.models import ContractAction
from amends.journey.remedy.rules import breach_words, check_is_agreed, check_is_open

DUE_CLOCK, BREACH_CLOCK = "contract-action", "contract-breach"


def _note(by: User, step: ContractAction, verb: str, act: Act = Act.ALTERATION) -> None:
    record(
        by=by,
        act=act,
        what=f"contract.{verb}",
        service_id=step.service_id,
        subject=f"referral:{step.referral_id}",
        details={"action": step.action.number},
    )


def _about(step: ContractAction) -> About:
    referral = step.referral
    link = reverse("remedy:contract", args=[referral.number])
    return About(service=step.service, subject=f"contract:{step.pk}", reference=referral.number, link=link)


def _checked_day(on: date) -> date:
    if on > timezone.localdate():
        raise Refused("This day is still to come.", field="on")
    return on


@transaction.atomic
def set_due(*, by: User, action: ChosenAction, due_on: date) -> ContractAction:
    """Follow an agreed action from now on; a task comes up on its day."""
    check_is_mine(by, action.referral)
    check_is_agreed(action)
    step = ContractAction.objects.filter(action=action).first() or ContractAction(
        service_id=action.service_id, referral=action.referral, action=action
    )
    check_is_open(step)
    step.due_on = due_on
    step.full_clean()
    step.save()
    _note(by, step, "due_set")
    due = timezone.make_aware(datetime.combine(due_on, time(23, 59)))
    with as_clockwork(step.service):
        stop_clock(by=by, name=DUE_CLOCK, subject=f"contract:{step.pk}", dropped=True)
        started = min(timezone.now(), due)
        start_clock(by=by, name=DUE_CLOCK, about=_about(step), at=started, due=due)
    return step


def _settle(by: User, step: ContractAction) -> None:
    step.full_clean()
    step.save()
    with as_clockwork(step.service):
        stop_clock(by=by, name=DUE_CLOCK, subject=f"contract:{step.pk}")


@transaction.atomic
def record_done(*, by: User, step: ContractAction, on: date) -> ContractAction:
    """It was done; compensation is then noted as paid."""
    check_is_mine(by, step.referral)
    check_is_open(step)
    step.state, step.done_on = ContractAction.State.DONE, _checked_day(on)
    _settle(by, step)
    if step.action.number == ChosenAction.Menu.COMPENSATION:
        step.action.paid_on = on
        step.action.save(update_fields=["paid_on"])
    _note(by, step, "done")
    return step


@transaction.atomic
def record_breach(*, by: User, step: ContractAction, on: date) -> ContractAction:
    """It was not kept: the officer's notice is drafted. No status of the referral or the case changes (EX-153)."""
    check_is_mine(by, step.referral)
    check_is_open(step)
    step.state, step.breached_on = ContractAction.State.BREACHED, _checked_day(on)
    number, due = step.referral.number, long_date(step.due_on)
    step.notice = breach_words(step, {"number": number, "due": due, "breached": long_date(on)})
    _settle(by, step)
    with as_clockwork(step.service):
        start_clock(by=by, name=BREACH_CLOCK, about=_about(step))
    _note(by, step, "breached")
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
    _note(by, step, "officer_told", Act.DISCLOSURE)
    return step


@transaction.atomic
def decide_after_breach(*, by: User, step: ContractAction, decision: str) -> ContractAction:
    """What the officer decided, by the officer or as they told us."""
    check_is_mine(by, step.referral)
    step.officer_decision, step.officer_decided_on = decision.strip(), timezone.localdate()
    step.full_clean()
    step.save()
    _note(by, step, "officer_decided")
    return step
