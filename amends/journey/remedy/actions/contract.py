"""The actions of a contract, each followed to its day."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.models import ChosenAction
from amends.journey.referral.rules import check_is_mine
from amends.journey.remedy.models import ContractAction
from amends.journey.remedy.rules import check_is_agreed, check_is_open

DUE_CLOCK = "contract-action"


def note(by: User, step: ContractAction, verb: str, act: Act = Act.ALTERATION) -> None:
    """One line in the trail about a contract."""
    record(
        by=by,
        act=act,
        what=f"contract.{verb}",
        service_id=step.service_id,
        subject=f"referral:{step.referral_id}",
        details={"action": step.action.number},
    )


def about_step(step: ContractAction) -> About:
    """How clocks name it and where they lead."""
    referral = step.referral
    link = reverse("remedy:contract", args=[referral.number])
    return About(service=step.service, subject=f"contract:{step.pk}", reference=referral.number, link=link)


def checked_day(on: date) -> date:
    """The day, if it has been. Raises Refused otherwise."""
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
    note(by, step, "due_set")
    due = timezone.make_aware(datetime.combine(due_on, time(23, 59)))
    with as_clockwork(step.service):
        stop_clock(by=by, name=DUE_CLOCK, subject=f"contract:{step.pk}", dropped=True)
        started = min(timezone.now(), due)
        start_clock(by=by, name=DUE_CLOCK, about=about_step(step), at=started, due=due)
    return step


def settle(by: User, step: ContractAction) -> None:
    """Keep how it ended and stop its clock; inside the caller's transaction."""
    step.full_clean()
    step.save()
    with as_clockwork(step.service):
        stop_clock(by=by, name=DUE_CLOCK, subject=f"contract:{step.pk}")


@transaction.atomic
def record_done(*, by: User, step: ContractAction, on: date) -> ContractAction:
    """It was done; compensation is then noted as paid."""
    check_is_mine(by, step.referral)
    check_is_open(step)
    step.state, step.done_on = ContractAction.State.DONE, checked_day(on)
    settle(by, step)
    if step.action.number == ChosenAction.Menu.COMPENSATION:
        step.action.paid_on = on
        step.action.save(update_fields=["paid_on"])
    note(by, step, "done")
    return step
