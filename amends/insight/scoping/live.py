"""Once the service is live: which offences the lists hold, and whether eligible prisoners have it in their plan."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.fields.json import KeyTextTransform

from amends.foundation.access.models import Service
from amends.journey.finding.models import Candidate

Result = Candidate.Result
READ = ~Q(state=Candidate.State.KNOWN)
ELIGIBLE = Q(result=Result.ELIGIBLE)
POSSIBLE = Q(result__in=[Result.ELIGIBLE, Result.CHECK_FILE])
NOT_SAID = "Not said"


@dataclass(frozen=True)
class Offences:
    """One kind of offence on the lists that were read, OASys extracts among them."""

    words: str
    people: int
    eligible: int
    possible: int


def offences(service: Service) -> list[Offences]:
    """How many people the lists hold for each kind of offence, and how many may be eligible. One query."""
    rows = (
        Candidate.objects.filter(READ, service=service)
        .annotate(kind=KeyTextTransform("offence_category", "facts"))
        .values("kind")
        .annotate(
            people=Count("pk"), eligible=Count("pk", filter=ELIGIBLE), possible=Count("pk", filter=POSSIBLE)
        )
        .order_by("-people", F("kind").asc(nulls_last=True))
    )
    return [
        Offences(
            (row["kind"] or NOT_SAID).replace("_", " ").capitalize(),
            row["people"],
            row["eligible"],
            row["possible"],
        )
        for row in rows
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
    """What the lists say of the plans of eligible prisoners. One query."""
    in_custody = Q(delivery_point="custody") | Q(delivery_point="", facts__setting="custody")
    rows = Candidate.objects.filter(READ, ELIGIBLE, in_custody, service=service)
    said = rows.aggregate(
        eligible=Count("pk"),
        planned=Count("pk", filter=Q(details__rj_in_plan=True)),
        not_planned=Count("pk", filter=Q(details__rj_in_plan=False)),
    )
    return Plans(**said)
