"""Once the service is live: which offences the lists hold, and whether eligible prisoners have it in their plan."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from amends.foundation.access.models import Service
from amends.journey.finding.models import Candidate

Result = Candidate.Result
READ = ~Q(state=Candidate.State.KNOWN)
ELIGIBLE = Q(result=Result.ELIGIBLE)
NOT_SAID = "Not said"


@dataclass(frozen=True)
class Offences:
    """One kind of offence on the lists that were read, OASys extracts among them."""

    words: str
    people: int
    eligible: int
    possible: int


def offences(service: Service) -> list[Offences]:
    """How many people the lists hold for each kind of offence, and how many may be eligible, the most frequent first.

    One query; the rows are locked, so SQL cannot count what stands in them.
    """
    people, eligible, possible = Counter[str](), Counter[str](), Counter[str]()
    for row in Candidate.objects.filter(READ, service=service).only("result", "facts"):
        kind = str(row.facts.get("offence_category") or NOT_SAID)
        people[kind] += 1
        eligible[kind] += row.result == Result.ELIGIBLE
        possible[kind] += row.result in {Result.ELIGIBLE, Result.CHECK_FILE}
    in_order = sorted(people, key=lambda kind: (-people[kind], kind == NOT_SAID, kind))
    return [
        Offences(kind.replace("_", " ").capitalize(), people[kind], eligible[kind], possible[kind])
        for kind in in_order
    ]


@dataclass(frozen=True)
class Plans:
    """Eligible people in custody, and in whose sentence plan it stands."""

    eligible: int
    planned: int
    not_planned: int

    @property
    def not_said(self) -> int:
        """Of whom the list does not say."""
        return self.eligible - self.planned - self.not_planned


def sentence_plans(service: Service) -> Plans:
    """What the lists say of the plans of eligible prisoners. One query; the rows are locked, so SQL cannot count them."""
    rows = Candidate.objects.filter(READ, ELIGIBLE, service=service, delivery_point__in=("custody", ""))
    said = [
        row.details.get("rj_in_plan")
        for row in rows.only("delivery_point", "facts", "details")
        if row.delivery_point == "custody" or row.facts.get("setting") == "custody"
    ]
    return Plans(
        eligible=len(said),
        planned=sum(each is True for each in said),
        not_planned=sum(each is False for each in said),
    )
