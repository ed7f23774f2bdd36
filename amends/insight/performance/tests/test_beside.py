"""Victim awareness work stands beside restorative justice: counted apart, in no figure of what was delivered."""

import pytest
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.models import Case, CaseMilestone
from amends.foundation.lib.refusal import Refused
from amends.insight.performance.counting import COUNTED
from amends.insight.performance.months import Month
from amends.insight.performance.reading import read
from amends.journey.awareness.actions import choose_awareness, follow_awareness, keep_listed
from amends.journey.awareness.models import ListedService
from amends.journey.eligibility.rules import check_can_open
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.followup.models import Closing
from amends.journey.referral.facts import facts_of

BESIDE = {"awareness_work", "awareness_referrals"}
WEIGHED = {
    "needs": "Drink.",
    "looked_first": "no",
    "departure": "Nothing else runs here.",
    "evidence": "no",
    "evidence_comment": "No time.",
    "decision": "Short course.",
}


@pytest.fixture
def course(service, coordinator):
    probation = Agency.objects.create(service=service, name="Probation", kind=AgencyKind.PROBATION)
    details = {"provider": probation, "name": "Other shoes", "kind": "victim_awareness"}
    return keep_listed(by=coordinator, listed=ListedService(service=service), details=details)


def counts(service, *, without=frozenset()):
    found = read(service, Month.of(timezone.localdate()), in_full=True)
    return {key: (r.count, r.of, r.middle) for key, r in found.items() if key not in without}


def delivered(case):
    stages = Case.objects.filter(pk=case.pk).values_list("stage", "stopped_at")
    return list(stages), CaseMilestone.objects.filter(case=case).count(), Closing.objects.count()


@pytest.mark.requirement("PF-126")
def test_a_course_chosen_and_finished_leaves_every_figure_of_rj_and_the_case_as_they_were(
    service, coordinator, a_case, course
):
    people = [{"full_name": "Rowan Finch", "side": "responsible"}]
    referral = a_referral(service, people=people, case=a_case.case, status="accepted", reasons=["caution"])
    before, of_case = counts(service, without=BESIDE), delivered(a_case.case)

    work = choose_awareness(
        by=coordinator,
        referral=referral,
        listed=course,
        person=referral.people.get(),
        cautions_read=True,
        answers=WEIGHED,
    )
    follow_awareness(by=coordinator, work=work, state="finished", on=timezone.localdate())

    assert set(before) == set(COUNTED) - BESIDE
    assert counts(service, without=BESIDE) == before
    assert delivered(a_case.case) == of_case
    apart = read(service, Month.of(timezone.localdate()), in_full=True, keys=["awareness_work"])[
        "awareness_work"
    ]
    assert {part.key: part.count for part in apart.parts} == {
        "victim_awareness": 1,
        "victim_empathy": 0,
        "other_victim": 0,
    }


@pytest.mark.requirement("PF-126")
def test_a_referral_for_awareness_work_alone_is_counted_apart_and_opens_no_case(service, coordinator):
    only = a_referral(service, reasons=["victim_awareness"])
    a_referral(service, reasons=["victim_awareness", "caution"])

    found = counts(service)
    assert found["referrals_received"][0] == found["referrals_by_route"][0] == 1
    assert found["awareness_referrals"][0] == 1
    with pytest.raises(Refused, match="not restorative justice"):
        check_can_open(coordinator, only, facts_of(only), None, [])
