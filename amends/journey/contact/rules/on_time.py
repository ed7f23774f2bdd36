"""Whether contacts are written down within the day, per facilitator (Wait 'til Eight appendix 7B)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from amends.foundation.access.models import Service, User
from amends.foundation.clock.rules import due_at
from amends.foundation.policy.clocks import clock_definition
from amends.journey.contact.models import Contact

CLOCK = "contact-logged"


def is_late(at: datetime, submitted_at: datetime) -> bool:
    """Whether more than the limit passed between the contact and its being written down; elapsed hours."""
    due = due_at(clock_definition(CLOCK), at)
    return due is not None and submitted_at > due


@dataclass(frozen=True)
class Share:
    """One facilitator's figure: how many of their contacts were written down in time."""

    user: User
    on_time: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded to a whole number; of nothing, nothing is late."""
        return round(100 * self.on_time / self.total) if self.total else 100


def on_time(service: Service | int, since: datetime) -> list[Share]:
    """The share of contacts on time for each who logged any since then, by name."""
    service_id = service if isinstance(service, int) else service.pk
    rows = Contact.objects.filter(service_id=service_id, at__gte=since).order_by().values("logged_by")
    counted = rows.annotate(total=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    found = {row["logged_by"]: row for row in counted}
    users = User.objects.filter(pk__in=found).order_by("name", "pk")
    return [Share(u, found[u.pk]["total"] - found[u.pk]["late"], found[u.pk]["total"]) for u in users]
