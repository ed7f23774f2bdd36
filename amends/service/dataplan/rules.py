"""Who sees what by the plan, what of it waits for a decision, and may it be changed like this?"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from amends.foundation.access.models import Service
from amends.foundation.access.roles import ROLES
from amends.foundation.lib.refusal import Refused
from amends.service.dataplan.models import PlanChange, PlanEntry
from amends.service.dataplan.plan import Item, items

SOURCE = "Wait 'til Eight section 7 paras 1.1 and 10.2"


@dataclass(frozen=True)
class Line:
    """One item with what holds in a service, and a change of it that waits."""

    item: Item
    entry: PlanEntry | None
    waiting: PlanChange | None

    @property
    def seen_by(self) -> list[str]:
        """The names of the roles that see it."""
        shut = self.entry.shut_to if self.entry else []
        keys = [*self.item.entered_by, *(key for key in self.item.can_be_shut if key not in shut)]
        return [role.name for key, role in ROLES.items() if key in keys]

    @property
    def entered_by(self) -> list[str]:
        """The names of the roles that enter it."""
        return [ROLES[key].name for key in self.item.entered_by]


def lines_of(service: Service) -> list[Line]:
    """The whole plan as it holds in a service: two queries."""
    held = {row.item: row for row in PlanEntry.objects.filter(service=service).select_related("decided_by")}
    rows = PlanChange.objects.filter(service=service, agreed__isnull=True).select_related("asked_by")
    waiting = {row.item: row for row in rows}
    return [Line(item, held.get(key), waiting.get(key)) for key, item in items().items()]


def waiting_to_be_taken(service: Service) -> PlanChange | None:
    """The question whether the plan shall hold here, while nobody has answered it."""
    rows = PlanChange.objects.filter(service=service, item="", agreed__isnull=True)
    return rows.select_related("asked_by").first()


def is_taken(service: Service) -> bool:
    """Whether the service has taken the plan as its own."""
    return PlanEntry.objects.filter(service=service).exists()


def shut_at_first(item: Item) -> list[str]:
    """The roles that a plan taken as it comes shuts out."""
    return [key for key in item.can_be_shut if key not in item.seen_by]


def check_can_set(service: Service, item: Item, shut_to: Collection[str]) -> None:
    """Refuse to set what no plan sets, or before the plan was taken, and to shut out who enters it or never sees it."""
    entry = PlanEntry.objects.filter(service=service, item=item.key).first()
    if entry is None:
        raise Refused(
            "The plan is not in force here yet.", source=SOURCE, opens="Take the plan as your own first."
        )
    if not item.can_be_set:
        raise Refused(f"Who sees this is not set role by role: {item.follows.lower()}.", source=SOURCE)
    others = [ROLES[key].name for key in shut_to if key not in item.can_be_shut]
    if others:
        raise Refused(
            f"They enter it or never see it, so the plan does not shut them out: {', '.join(others)}.",
            source=SOURCE,
            field="seen_by",
        )
    if set(shut_to) == set(entry.shut_to):
        raise Refused("Nothing is different.", opens="Change who sees it first.", field="seen_by")


def shut_by_plan(key: str, side: str, service_id: int) -> bool:
    """Whether the plan shuts an item to whoever acts now, on a side: the row policies ask the same."""
    item = items().get(key)
    if item is None or (item.side and item.side != side):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (amends_plan_shuts(%s, %s))", [service_id, key, item.side])
        return bool(cursor.fetchone()[0])
