"""The risk forms of a case: by which procedure each is filled in, and every filled copy that is on the case.

Copies are what has been filled in here, in the room a form belongs to, and what was handed in on paper.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.together import fetch_together
from amends.foundation.questionnaire.models import Response
from amends.journey.court.models import WantedPaper
from amends.journey.meeting.models import Custody
from amends.journey.risk.models import RiskEnquiry, VisitSummary
from amends.journey.risk.rules.checklist import PREFIX as CHECKLISTS
from amends.journey.risk.rules.papers import PREFIX, form_and_version, risk_forms
from amends.service.library.rules import Paper, held_on

ENQUIRIES: dict[str, str] = {
    RiskEnquiry.Kind.OFFICER: "officer-risk-assessment",
    RiskEnquiry.Kind.SECURITY: "security-information",
}


@dataclass(frozen=True)
class Filled:
    """One filled copy: whose it is, of which day, where it is read, under which version of the form (0: none held)."""

    whose: str
    on: date
    url: str
    version: int = 0


@dataclass(frozen=True)
class Line:
    """One form with its copies, the newest first."""

    paper: Paper
    copies: list[Filled] = field(default_factory=list)


def lines_of(case: Case) -> list[Line]:
    """Every risk form, with its copies on the sides that the acting user may see: three queries."""
    papers = risk_forms(case.service)
    found: defaultdict[str, list[Filled]] = defaultdict(list)
    for key, copy in _copies(case, {paper.key: paper for paper in papers}):
        found[key].append(copy)
    return [Line(p, sorted(found[p.key], key=lambda copy: copy.on, reverse=True)) for p in papers]


def _copies(case: Case, papers: dict[str, Paper]) -> Iterator[tuple[str, Filled]]:
    people, responses, visits, enquiries, wanted, custody, handed_in = fetch_together(
        Participant.objects.filter(case=case),
        Response.objects.filter(case=case, state=Response.State.COMPLETE),
        VisitSummary.objects.filter(file__case=case),
        RiskEnquiry.objects.filter(file__case=case, answered_on__isnull=False),
        WantedPaper.objects.filter(file__case=case, received_on__isnull=False),
        Custody.objects.filter(file__case=case, given_at__isnull=False),
        Attachment.objects.filter(case=case, subject__startswith=PREFIX),
    )
    whose = {person.pk: f"{person.initials}, {person.words.lower()}" for person in people}

    def filled(key: str, person: int | None, on: date, url: str) -> tuple[str, Filled]:
        edition = held_on(papers[key], on) if key in papers else None
        return key, Filled(whose.get(person or 0, ""), on, url, edition.number if edition else 0)

    for row in responses:
        if page := _page_of(row, case):
            yield filled(page[0], row.participant_id, _day(row.completed_at), page[1])
    for row in visits:
        url = reverse("risk:visiting", args=[row.participant_id])
        yield filled("home-visit-protocol", row.participant_id, _day(row.written_at), url)
    for row in enquiries:
        url = reverse("risk:known", args=[row.participant_id])
        yield filled(ENQUIRIES[row.kind], row.participant_id, row.answered_on, url)
    for row in wanted:
        url = reverse("court:papers", args=[row.participant_id])
        yield filled("written-information", row.participant_id, row.received_on, url)
    for row in custody:
        url = reverse("meeting:safety", args=[case.number])
        yield filled("custody-support", row.participant_id, _day(row.given_at), url)
    for row in handed_in:
        key, version = form_and_version(row.subject)
        url = reverse("documents:attachment", args=[row.pk])
        yield key, Filled(row.name, _day(row.uploaded_at), url, version)


def _page_of(row: Response, case: Case) -> tuple[str, str] | None:
    """Which risk form a completed questionnaire stands for, and where it is read."""
    if row.key.startswith(CHECKLISTS):
        form = "meeting-risk-assessment"
        if row.participant_id:
            return form, reverse("risk:checklist", args=[row.participant_id])
        return form, reverse("risk:place", args=[case.number])
    if row.key.startswith("feedback") and row.participant_id:
        return "questions-afterwards", reverse("evaluation:answers", args=[row.participant_id])
    return None


def _day(moment: object) -> date:
    return timezone.localtime(moment).date()  # type: ignore[arg-type]  # a moment of a row read as it is
