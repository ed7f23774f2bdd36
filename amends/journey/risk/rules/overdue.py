"""Whose assessment is overdue, over every open case of a service.

One statement finds the cases of a page, whatever their number; a handful more put into words what each of them lacks.
"""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from amends.foundation.access.models import Service
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, CaseMilestone, Participant, Side
from amends.journey.referral.models import Referral
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules.checklist import NOT_SUPPORTERS
from amends.journey.risk.rules.series import (
    AT_WORK,
    BEFORE_SENTENCE,
    POINTS,
    came_before_sentence,
    is_full,
    lacking,
    moments_of,
    points_reached,
    rows_of,
)

PAGE = 25


def behind(service: Service, *, after: int = 0, size: int = PAGE) -> list[tuple[Case, list[str]]]:
    """Open cases of the full series with an assessment that is overdue, first opened first; for the manager (W8-241).

    `after` is the key of the last case of the page before. One more than `size` comes back where there are more.
    """
    open_now = Case.objects.filter(
        service=service, closed_at__isnull=True, stopped_at__isnull=True, stage__in=AT_WORK
    )
    profiles = open_now.order_by("profile").distinct("profile")
    full = [case.profile for case in profiles if is_full(case)]
    late = open_now.filter(Exists(_late_people()), profile__in=full, pk__gt=after)
    return _in_words(list(late.order_by("pk")[: size + 1]))


def _late_people() -> QuerySet[Participant]:
    """Who of a case has no assessment at a point that the case has left behind: what `points_reached` says, in SQL."""
    case = OuterRef("case")
    done = Exists(CaseMilestone.objects.filter(case=case, name=Milestone.COMMUNICATED))
    to_court = Exists(Referral.objects.filter(case=case, court_stage__in=BEFORE_SENTENCE))
    going_on = Q(case__stage__in=[Stage.COMMUNICATION, Stage.FOLLOW_UP])
    responsible = Q(side=Side.RESPONSIBLE, part__in=NOT_SUPPORTERS)
    return Participant.objects.filter(case=OuterRef("pk"), takes_part=True, left_at__isnull=True).filter(
        _lacks("before_sentence") & responsible & Q(to_court)
        | _lacks("after_sentence") & (Q(done) | going_on)
        | _lacks("before_meeting") & Q(done)
        | _lacks("after_meeting") & Q(done) & Q(case__stage=Stage.FOLLOW_UP)
    )


def _lacks(point: str) -> Q:
    return ~Q(Exists(Assessment.objects.filter(participant=OuterRef("pk"), moment__in=POINTS[point][1])))


def _in_words(cases: list[Case]) -> list[tuple[Case, list[str]]]:
    people: dict[int, list[Participant]] = defaultdict(list)
    rows = Participant.objects.filter(case__in=cases, takes_part=True, left_at__isnull=True)
    for person in rows.order_by("side", "pk"):
        people[person.case_id].append(person)
    have: dict[int, set[str]] = defaultdict(set)
    for case_id, name in CaseMilestone.objects.filter(case__in=cases).values_list("case_id", "name"):
        have[case_id].add(name)
    made = moments_of([person for each in people.values() for person in each])
    to_court = came_before_sentence(cases)
    points = {
        case.pk: points_reached(case, have[case.pk], before_sentence=case.pk in to_court) for case in cases
    }
    return [(case, lacking(rows_of(people[case.pk], made, points[case.pk]))) for case in cases]
