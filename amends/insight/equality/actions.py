"""Agreeing what is done about a difference, and saying what came of it."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.insight.equality.models import EqualityAction

CLOCK = "equality-action"


@transaction.atomic
def agree_action(
    *, by: User, service: Service, characteristic: str, step: str, words: str, owner: User, due_on: date
) -> EqualityAction:
    """Agree that somebody does something about a difference by a day; it stands on their list of work."""
    check_may(by, Permission.WORKFORCE_MANAGE, service)
    action = EqualityAction(
        service=service,
        characteristic=characteristic,
        step=step,
        words=words,
        owner=owner,
        due_on=due_on,
        set_on=timezone.localdate(),
    )
    action.full_clean()
    action.save()
    _note(by, action, Act.COLLECTION, "agreed")
    link = reverse("equality_figures:action", args=[action.pk])
    about = About(service=service, subject=action.subject, link=link, owner=owner)
    start_clock(by=by, name=CLOCK, about=about, title=words[:160], due=end_of(due_on))
    return action


@transaction.atomic
def finish_action(*, by: User, action: EqualityAction, what_came: str) -> None:
    """It is done: say what came of it."""
    check_may(by, Permission.WORKFORCE_MANAGE, action.service_id)
    action.done_on, action.what_came = timezone.localdate(), what_came
    action.full_clean()
    action.save(update_fields=["done_on", "what_came"])
    _note(by, action, Act.ALTERATION, "done")
    stop_clock(by=by, name=CLOCK, subject=action.subject)


def _note(by: User, action: EqualityAction, act: Act, what: str) -> None:
    record(
        by=by, act=act, what=f"equality.action_{what}", service_id=action.service_id, subject=action.subject
    )
