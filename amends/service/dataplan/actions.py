"""Taking the plan as one's own, asking for a change, what follows when it is agreed, and asking for what a case needs."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.dataplan.models import PlanChange, PlanEntry
from amends.service.dataplan.plan import Item, items
from amends.service.dataplan.rules import SOURCE, check_can_set, is_taken, shut_at_first

APPROVAL_KEY = "data_plan.change"
CLOCK = "plan-item-needed"


@transaction.atomic
def take_plan(*, by: User, service: Service, reason: str) -> PlanChange:
    """Ask for the plan of policy/data-plan.yaml to hold here. Nothing changes until a second manager agrees."""
    if is_taken(service):
        raise Refused("The plan is in force here.", opens="Change it item by item.")
    return _ask(by, PlanChange(service=service, reason=reason), "Shall the data plan be in force here?")


@transaction.atomic
def change_plan(*, by: User, service: Service, item: Item, shut_to: Sequence[str], reason: str) -> PlanChange:
    """Ask for other roles to see an item. Refused as `check_can_set` does; nothing changes until it is agreed."""
    check_can_set(service, item, shut_to)
    change = PlanChange(service=service, item=item.key, shut_to=sorted(shut_to), reason=reason)
    return _ask(by, change, f"Data plan: shall others see {item.small_words}?")


def _ask(by: User, change: PlanChange, question: str) -> PlanChange:
    check_may(by, Permission.SERVICE_MANAGE, change.service_id)
    change.asked_by = by
    change.full_clean()
    change.save()
    _note(by, change, Act.COLLECTION, "asked")
    ask_approval(
        by=by,
        key=APPROVAL_KEY,
        subject=change.subject,
        question=question,
        belongs_to=change.service,
        link=reverse("dataplan:home"),
        permission=Permission.SERVICE_MANAGE,
    )
    return change


def follow_decision(by: User, approval: Approval) -> None:
    """It was decided: when agreed, the database gives and withholds by the new plan from this moment (W8-316)."""
    key = int(approval.subject.partition(":")[2])
    change = PlanChange.objects.select_for_update(of=("self",)).select_related("service").get(pk=key)
    change.agreed = approval.decision == Approval.Decision.APPROVED
    change.decided_by, change.decided_at = by, timezone.now()
    change.full_clean()
    change.save()
    if change.agreed:
        wanted = {change.item: change.shut_to} if change.item else _as_it_comes()
        for item, shut_to in wanted.items():
            PlanEntry.objects.update_or_create(
                service=change.service,
                item=item,
                defaults={"shut_to": shut_to, "decided_by": by, "decided_at": change.decided_at},
            )
    _note(by, change, Act.ALTERATION, "changed" if change.agreed else "refused")


def _as_it_comes() -> dict[str, list[str]]:
    return {key: shut_at_first(item) for key, item in items().items()}


def _note(by: User, change: PlanChange, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=f"data_plan.{what}",
        service_id=change.service_id,
        subject=change.subject,
        details={"item": change.item, "shut_to": change.shut_to, "asked_by": change.asked_by_id},
    )


def ask_for_items(by: User, case: Case) -> None:
    """A case was opened or has moved on: what the plan needs at its stage becomes a task to ask for it (W8-165)."""
    needed = [item for item in items().values() if item.stage == case.stage]
    if not needed or not PlanEntry.objects.filter(service=case.service_id).exists():
        return
    for item in needed:
        about = About(
            service=case.service,
            subject=need(case, item),
            case=case,
            link=reverse("dataplan:need", args=[case.number, item.key]),
            waiting_for=item.source,
        )
        start_clock(by=by, name=CLOCK, about=about, title=f"Ask for: {item.small_words}", role=item.asked_by)


def need(case: Case, item: Item) -> str:
    """How the clock of one item of a case is found again."""
    return f"need:{case.pk}:{item.key}"


@transaction.atomic
def settle_need(*, by: User, case: Case, item: Item, how: str) -> None:
    """It is known now, or is not needed, and why."""
    check_may(by, Permission.CONTACT_LOG, case.service_id)
    if not how.strip():
        raise Refused("Say where it came from, or why it is not needed.", source=SOURCE, field="how")
    if stop_clock(by=by, name=CLOCK, subject=need(case, item)) is None:
        raise Refused("Nobody waits for this.")
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"data_plan.settled.{item.key}",
        case=case,
        details={"how": how.strip()},
    )
