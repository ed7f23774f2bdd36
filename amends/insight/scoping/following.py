"""A first cohort followed through interviews, the judgement of suitability and the stages of a case."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amends.foundation.case.models import Case
from amends.insight.scoping.models import Cohort, CohortCase
from amends.journey.contact.models import Contact
from amends.journey.finding.models import Candidate
from amends.journey.suitability.models import Judgement
from amends.service.workforce.models import Facilitator, Training

MET = (Contact.Kind.VISIT, Contact.Kind.INTERVIEW)
NO_INTERVIEW = "No interview yet"


@dataclass(frozen=True)
class Followed:
    """One row of the list."""

    row: CohortCase
    interviews: list[date]
    judged: list[str]

    @property
    def name(self) -> str:
        """By which the case is known; of a possible case the row of its list, because an export holds no names."""
        if self.row.case:
            return self.row.case.number
        candidate = self.row.candidate
        return f"Row {candidate.row} of list {candidate.extract_id}" if candidate else ""

    @property
    def interviewed(self) -> str:
        """The days, or that there is none."""
        return ", ".join(f"{day:%d.%m.%Y}" for day in self.interviews) or NO_INTERVIEW

    @property
    def suitability(self) -> str:
        """What was judged last of each person."""
        return "; ".join(self.judged) or "Not judged yet"

    @property
    def stage(self) -> str:
        """How far it is."""
        if self.row.case:
            return self.row.case.get_stage_display()
        return self.row.get_state_display()


def follow(cohort: Cohort) -> list[Followed]:
    """Every case of the cohort, in the order in which they were put in."""
    rows = list(cohort.cases.select_related("case", "candidate", "facilitator__user").order_by("pk"))
    cases = [row.case_id for row in rows if row.case_id]
    met, judged = _interviews(cases), _judged(cases)
    return [Followed(row, met.get(row.case_id or 0, []), judged.get(row.case_id or 0, [])) for row in rows]


def _interviews(cases: list[int]) -> dict[int, list[date]]:
    """Days on which somebody of the case was visited, or interviewed for a judgement."""
    found: dict[int, set[date]] = {}
    visits = Contact.objects.filter(file__case__in=cases, kind__in=MET, result=Contact.Result.REACHED)
    for case, at in visits.values_list("file__case", "at"):
        found.setdefault(case, set()).add(at.date())
    asked = Judgement.objects.filter(file__case__in=cases, interviewed_on__isnull=False)
    for case, day in asked.values_list("file__case", "interviewed_on"):
        if day:
            found.setdefault(case, set()).add(day)
    return {case: sorted(days) for case, days in found.items()}


def _judged(cases: list[int]) -> dict[int, list[str]]:
    """The newest judgement of each person."""
    newest: dict[tuple[int, int], Judgement] = {}
    rows = Judgement.objects.filter(file__case__in=cases).select_related("file")
    for each in rows.order_by("pk"):
        newest[each.file.case_id, each.participant_id] = each
    found: dict[int, list[str]] = {}
    for (case, _), each in newest.items():
        found.setdefault(case, []).append(each.get_outcome_display())
    return found


@dataclass(frozen=True)
class Booked:
    """Somebody booked on the facilitation course, with the cases meant for them."""

    facilitator: Facilitator
    cases: list[CohortCase]


def readiness(cohort: Cohort) -> list[Booked]:
    """Everybody booked on training, and who has no case lined up yet (W8-261)."""
    booked = Q(training_rows__course=Training.Course.FACILITATION, training_rows__completed_on__isnull=True)
    people = Facilitator.objects.filter(booked, service=cohort.service, ended_on__isnull=True)
    lined_up: dict[int, list[CohortCase]] = {}
    for row in cohort.cases.filter(facilitator__isnull=False).select_related("case", "candidate"):
        lined_up.setdefault(row.facilitator_id or 0, []).append(row)
    return [
        Booked(each, lined_up.get(each.pk, []))
        for each in people.distinct().select_related("user").order_by("user__name")
    ]


def open_cases(cohort: Cohort) -> list[Case]:
    """Cases that can still be put in."""
    taken = cohort.cases.filter(case__isnull=False).values("case")
    rows = Case.objects.filter(service=cohort.service, closed_at__isnull=True).exclude(pk__in=taken)
    return list(rows.order_by("-pk")[:200])


def chosen(cohort: Cohort) -> list[Candidate]:
    """People found in caseloads whom somebody has chosen, and who are not in it yet."""
    taken = cohort.cases.filter(candidate__isnull=False).values("candidate")
    rows = Candidate.objects.filter(service=cohort.service, state=Candidate.State.CHOSEN)
    return list(rows.exclude(pk__in=taken).order_by("-score", "pk")[:200])
