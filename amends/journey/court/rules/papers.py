"""Which papers are wanted, which are outstanding, and in which cases."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from amends.foundation.access.models import Service
from amends.foundation.case.models import Case, Participant
from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read
from amends.journey.court.models import WantedPaper

SOURCE = "Wait 'til Eight section 5 paras 3.1 and 12.1"
OUTSTANDING = Q(received_on__isnull=True, why_not="")


@dataclass(frozen=True)
class PaperKind:
    """One line of the list."""

    key: str
    title: str
    from_whom: str


def paper_kinds() -> dict[str, PaperKind]:
    """The list, in order; PolicyError names file and line of what is wrong in it."""
    return _read(Path(settings.POLICY_DIR))


@cache
def _read(folder: Path) -> dict[str, PaperKind]:
    parts = read(folder / "court" / "papers.yaml").fields(needed=["version", "source", "papers"])
    return read_records(PaperKind, parts["papers"])


@dataclass(frozen=True)
class Line:
    """One paper as the page shows it."""

    paper: WantedPaper
    kind: PaperKind
    waiting: int

    @property
    def state(self) -> str:
        """In words, with its day."""
        paper = self.paper
        if paper.received_on:
            return f"Received on {paper.received_on:%-d %B %Y}"
        if paper.why_not:
            return f"Will not come: {paper.why_not}"
        return f"Outstanding for {self.waiting} day{'' if self.waiting == 1 else 's'}"


def papers_of(participant: Participant, today: date) -> list[Line]:
    """The whole list of one person, in its order: one query."""
    kinds = paper_kinds()
    order = list(kinds)
    rows = WantedPaper.objects.filter(participant=participant).select_related("attachment", "passed_by")
    known = [row for row in rows if row.kind in kinds]
    known.sort(key=lambda row: order.index(row.kind))
    return [Line(row, kinds[row.kind], (today - row.asked_on).days) for row in known]


def cases_with_papers_outstanding(service: Service) -> QuerySet[Case]:
    """Cases in which a paper is neither there nor given up, as far as the acting user may know (W8-093)."""
    waiting = WantedPaper.objects.filter(OUTSTANDING, service=service)
    return Case.objects.filter(service=service, pk__in=waiting.values("file__case"))
