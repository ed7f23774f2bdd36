"""A plan that a service has taken as its own, and a change of it: asked by one manager, agreed by another."""

from amends.foundation.access.acting import acting_as
from amends.foundation.access.tests.cast import make_user
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.service.dataplan import actions
from amends.service.dataplan.models import PlanEntry
from amends.service.dataplan.plan import items


def in_force(manager, service):
    """The plan as it comes; gives back the second manager."""
    second = make_user("Sec Ond", "service_manager", service)
    with acting_as(manager):
        change = actions.take_plan(by=manager, service=service, reason="The planning group")
    agree_to(second, change)
    return second


def agree_to(second, change, *, approve=True):
    """The second manager decides."""
    with acting_as(second):
        approval = Approval.objects.get(subject=change.subject)
        decide_approval(by=second, approval=approval, approve=approve, reason="Looked at it")


def ask_to_shut(manager, service, key, *roles):
    """Ask for these roles to be shut out of an item besides those that are."""
    with acting_as(manager):
        now = PlanEntry.objects.get(service=service, item=key).shut_to
        return actions.change_plan(
            by=manager,
            service=service,
            item=items()[key],
            shut_to=[*now, *roles],
            reason="They do not need it",
        )


def ask_to_open(manager, service, key, *roles):
    """Ask for these roles to see an item again."""
    with acting_as(manager):
        now = PlanEntry.objects.get(service=service, item=key).shut_to
        left = [role for role in now if role not in roles]
        return actions.change_plan(
            by=manager, service=service, item=items()[key], shut_to=left, reason="They need it"
        )
