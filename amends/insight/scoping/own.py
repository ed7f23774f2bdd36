"""The service's own cases as assumptions: how those that are closed ended, and the hours each had taken by then."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.db.models import OuterRef, Subquery, Sum

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.insight.scoping.calculator import ASSUMPTIONS, HUNDRED, Assumption
from amends.journey.followup.models import Closing
from amends.service.workforce.models import TimeEntry

# Each outcome of policy/outcomes.yaml under the guide's five; what was passed on or put off is left out.
ENDS = {
    "meeting_held": "conference",
    "letters": "indirect",
    "shuttle": "indirect",
    "withdrawn": "withdrawal",
    "settled": "withdrawal",
    "not_suitable": "refusal",
}
DEPENDS_ON_SIDE = {"declined", "unreachable"}
STEP = Decimal("0.01")
SIXTY = Decimal(60)


@dataclass(frozen=True)
class Own:
    """What the service's own closed cases say. `cases` is how many they are."""

    cases: int
    assumptions: dict[str, Assumption]


def own_figures(service: Service) -> Own:
    """Shares and average hours; the guide's hours stand where no case ended that way. Raises Refused without any case."""
    minutes: dict[str, list[int]] = defaultdict(list)
    for outcome, whose, spent in _closed(service):
        end = ENDS.get(outcome)
        if outcome in DEPENDS_ON_SIDE:
            end = "refusal" if whose in {"responsible", "party_b"} else "no_victim"
        if end:
            minutes[end].append(spent or 0)
    total = sum(len(each) for each in minutes.values())
    if not total:
        raise Refused("No case of the service has ended yet.", opens="Use the guide's figures until then.")
    percent = _shares({name: len(minutes[name]) for name in ASSUMPTIONS}, total)
    return Own(
        total,
        {
            name: Assumption(old.words, percent[name], _hours(minutes[name], old))
            for name, old in ASSUMPTIONS.items()
        },
    )


def _closed(service: Service) -> list[tuple[str, str, int | None]]:
    spent = TimeEntry.objects.filter(case=OuterRef("case")).order_by().values("case")
    rows = Closing.objects.filter(
        service=service, closed_at__isnull=False, replaced_at__isnull=True, reopened_at__isnull=True
    )
    minutes = Subquery(spent.annotate(total=Sum("minutes")).values("total"))
    return list(rows.annotate(spent=minutes).values_list("outcome", "whose", "spent"))


def _hours(minutes: list[int], old: Assumption) -> Decimal:
    worked = [each for each in minutes if each]
    return (Decimal(sum(worked)) / len(worked) / SIXTY).quantize(STEP) if worked else old.hours_per_case


def _shares(counts: dict[str, int], total: int) -> dict[str, Decimal]:
    """In per cent with two decimals; what rounding down leaves over goes to the largest, so that they make 100."""
    shares = {name: (HUNDRED * count / total).quantize(STEP, ROUND_DOWN) for name, count in counts.items()}
    largest = max(counts, key=lambda name: counts[name])
    shares[largest] += HUNDRED - sum(shares.values(), Decimal(0))
    return shares
