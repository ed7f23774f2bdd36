"""What samples say of the whole list, which papers wait for a reader, and which pairs for a reviewer."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from amends.foundation.access.models import Service, User
from amends.journey.finding.models import Extract, Match, Reading, Sample


@dataclass(frozen=True)
class Estimate:
    """What a sample says of the whole list. Nothing before the first paper is read."""

    sample: Sample
    read: int
    suitable: int

    @property
    def percent(self) -> int | None:
        """The share found suitable among those that were read."""
        return round(100 * self.suitable / self.read) if self.read else None

    @property
    def cases(self) -> int | None:
        """The same share of the whole list the sample was drawn from."""
        return round(self.sample.out_of * self.suitable / self.read) if self.read else None


def estimates(extract: Extract) -> list[Estimate]:
    """Each sample of an extract with what it says so far (W8-125)."""
    rows = extract.samples.annotate(
        n_read=Count("readings", filter=Q(readings__read_at__isnull=False)),
        n_suitable=Count("readings", filter=Q(readings__suitable=True)),
    )
    return [Estimate(row, row.n_read, row.n_suitable) for row in rows.order_by("-pk")]


def papers_of(user: User, service: Service) -> QuerySet[Reading]:
    """What this reader has been handed and has not read yet."""
    rows = Reading.objects.filter(service=service, reader=user, read_at__isnull=True)
    return rows.select_related("candidate", "service").order_by("handed_at", "pk")


def matches_to_review(extract: Extract) -> QuerySet[Match]:
    """Pairs nobody has looked at yet, the most likely first."""
    rows = Match.objects.filter(candidate__extract=extract, state=Match.State.PROPOSED)
    related = ("candidate", "earlier__extract__agency", "participant__person", "participant__case")
    return rows.select_related(*related).order_by("-probability", "pk")
