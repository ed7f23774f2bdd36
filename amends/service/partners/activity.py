"""What partners have done over a time. Later rooms hand in their counts, because this shelf knows no referral."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from amends.foundation.access.models import Agency, Service
from amends.service.partners.models import PartnerFeedback


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Sent:
    """How many since a day, and the last one ever."""

    number: int = 0
    last_on: date | None = None


Counter = Callable[[Service, date], Mapping[int, Sent]]
_counters: list[Counter] = []


def provide_referrals(counter: Counter) -> Counter:
    """Call it from `AppConfig.ready()` with what counts referrals since a day, by the agency's key."""
    if counter not in _counters:
        _counters.append(counter)
    return counter


@dataclass(frozen=True)
class Activity:
    """One partner over the chosen time."""

    agency: Agency
    referrals: int
    last_referral_on: date | None
    front_line: int
    group: int
    last_feedback_on: date | None

    @property
    def is_quiet(self) -> bool:
        """Nothing at all came: somebody should ring them."""
        return not (self.referrals or self.front_line or self.group)


def activity_since(service: Service, since: date) -> list[Activity]:
    """Every active partner with what came from it since a day; the quiet ones first."""
    referrals: dict[int, Sent] = {}
    for counter in _counters:
        referrals.update(counter(service, since))
    feedback: dict[int, dict[str, Any]] = {
        row["agency"]: dict(row)
        for row in PartnerFeedback.objects.filter(service=service)
        .values("agency")
        .annotate(
            front=Count("pk", filter=Q(kind=PartnerFeedback.Kind.FRONT_LINE, received_on__gte=since)),
            group=Count("pk", filter=Q(kind=PartnerFeedback.Kind.GROUP, received_on__gte=since)),
            last=Max("received_on"),
        )
    }
    found = []
    for agency in Agency.objects.filter(service=service, is_active=True).order_by("name"):
        sent, said = referrals.get(agency.pk, Sent()), feedback.get(agency.pk, {})
        found.append(
            Activity(
                agency,
                sent.number,
                sent.last_on,
                said.get("front", 0),
                said.get("group", 0),
                said.get("last"),
            )
        )
    return sorted(found, key=lambda activity: not activity.is_quiet)
