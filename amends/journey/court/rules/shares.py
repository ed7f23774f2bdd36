"""How often restorative justice was considered and proposed in eligible reports, and what is unconfirmed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from amends.foundation.access.models import Service
from amends.journey.court.models import CourtReport, Proposal

Check = CourtReport.Check
UNCONFIRMED_DAYS = 2


def unconfirmed(service: Service, today: date) -> QuerySet[CourtReport]:
    """Proposals for a hearing at most two days away to which the service has not said that it can deliver (W8-311)."""
    soon = today + timedelta(days=UNCONFIRMED_DAYS)
    rows = CourtReport.objects.filter(
        service=service, hearing_on__range=(today, soon), proposal__isnull=False
    )
    return (
        rows.exclude(proposal__reply=Proposal.Reply.CAN)
        .select_related("court", "author")
        .order_by("hearing_on")
    )


@dataclass(frozen=True)
class Shares:
    """How often restorative justice was considered and proposed in eligible reports (W8-109)."""

    eligible: int
    considered: int
    interviewed: int
    proposed: int
    not_advised: int

    @staticmethod
    def percent(part: int, whole: int) -> str:
        """Whole per cent, or a dash where there is nothing to count."""
        return f"{round(100 * part / whole)}%" if whole else "–"

    @property
    def considered_share(self) -> str:
        """Considered among the eligible."""
        return self.percent(self.considered, self.eligible)

    @property
    def proposed_share(self) -> str:
        """Proposed among the eligible."""
        return self.percent(self.proposed, self.eligible)


def shares(service: Service, first: date, last: date) -> Shares:
    """Eligible reports (potentially suitable at the check) with a hearing from `first` to `last`, both included."""
    eligible = Q(check_result=Check.SUITABLE)
    counted = CourtReport.objects.filter(
        eligible, service=service, hearing_on__range=(first, last)
    ).aggregate(
        eligible=Count("pk"),
        considered=Count("pk", filter=Q(considered=True)),
        interviewed=Count("pk", filter=Q(interviewed=True)),
        proposed=Count("pk", filter=Q(proposed=True)),
        not_advised=Count("pk", filter=Q(advice="", finished_at__isnull=False)),
    )
    return Shares(**counted)
