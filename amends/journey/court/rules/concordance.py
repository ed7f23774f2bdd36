"""How often the court did what was proposed to it (W8 section 8 para 2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from amends.foundation.access.models import Service
from amends.journey.court.models import CourtReport


@dataclass(frozen=True)
class Concordance:
    """Proposals whose hearing has been and whose result is known, and those that the court did not follow."""

    proposals: int
    others: Sequence[CourtReport]
    waiting: int

    @property
    def followed(self) -> int:
        """How many ended in a restorative requirement."""
        return self.proposals - len(self.others)

    @property
    def rate(self) -> str:
        """Whole per cent, or a dash where there is nothing to compare."""
        return f"{round(100 * self.followed / self.proposals)}%" if self.proposals else "–"

    @property
    def by_court(self) -> list[tuple[str, list[CourtReport]]]:
        """The others under the name of their court, most of them first."""
        found: dict[str, list[CourtReport]] = {}
        for each in self.others:
            found.setdefault(each.court.name, []).append(each)
        return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def concordance(service: Service, first: date, last: date) -> Concordance:
    """Proposals for hearings from `first` to `last`, both included, beside the sentences that were passed."""
    rows = CourtReport.objects.filter(
        service=service, proposal__isnull=False, hearing_on__range=(first, last)
    )
    others = rows.filter(result__requirement_made=False).select_related("court", "result")
    counted = rows.aggregate(proposals=Count("result"), all=Count("pk"))
    return Concordance(
        proposals=counted["proposals"],
        others=list(others.order_by("court__name", "hearing_on", "pk")),
        waiting=counted["all"] - counted["proposals"],
    )
