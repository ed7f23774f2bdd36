"""The manager's list of overdue assessments says of every case what the map of that case says, at a fixed cost."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case, reach
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, CaseMilestone, Side
from amends.foundation.people.actions import add_person
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.referral.models import Referral
from amends.journey.risk.rules.overdue import PAGE, behind
from amends.journey.risk.rules.series import AT_WORK, gaps
from amends.journey.risk.rules.standing import taking_part
from amends.journey.risk.tests.cast import assessed

pytestmark = pytest.mark.django_db
FULL = "noms-2013"
OPEN = [stage for stage in Stage if stage != Stage.CLOSED]


@pytest.fixture
def late_cases(coordinator, service):
    """`late_cases(3)`: so many cases whose meeting came before anybody was assessed."""

    def make(number):
        with acting_as(coordinator):
            for _ in range(number):
                case = open_new_case(
                    by=coordinator,
                    service=service,
                    family=Case.Family.NEIGHBOURS,
                    what="a fence",
                    roles=Case.Roles.CLEAR,
                )
                for file in case.files.all():
                    add_person(
                        by=coordinator,
                        file=file,
                        details={"full_name": f"Nobody {file.pk}"},
                        part="principal",
                    )
                Case.objects.filter(pk=case.pk).update(profile=FULL, stage=Stage.COMMUNICATION)

    return make


@pytest.mark.parametrize("came_to_court", [False, True])
@pytest.mark.parametrize(
    "made",
    [
        (),
        (("responsible", "before_sentence"),),
        (("responsible", "start"),),
        (("responsible", "start"), ("responsible", "before_meeting"), ("harmed", "something_new")),
        (("responsible", "after_meeting"), ("harmed", "after_meeting")),
    ],
)
@pytest.mark.requirement("W8-241")
def test_list_says_of_a_case_what_its_map_says(coordinator, service, a_case, came_to_court, made):
    case = a_case.case
    with acting_as(coordinator):
        for side, moment in made:
            assessed(coordinator, getattr(a_case, side), moment=moment)
        if came_to_court:
            referral = a_referral(service)
            Referral.objects.filter(pk=referral.pk).update(case=case, court_stage="awaiting_sentence")
        for stage, over in itertools.product(OPEN, (False, True)):
            Case.objects.filter(pk=case.pk).update(profile=FULL, stage=stage)
            case.refresh_from_db()
            CaseMilestone.objects.filter(case=case, name=Milestone.COMMUNICATED).delete()
            if over:
                reach(by=coordinator, case=case, milestone=Milestone.COMMUNICATED)
            late = gaps(case, taking_part(case)) if stage in AT_WORK else []
            assert behind(service) == ([(case, late)] if late else []), (stage, over)


def test_one_who_has_left_or_only_watches_is_not_waited_for(coordinator, service, a_case, late_cases):
    late_cases(1)
    with acting_as(coordinator):
        [(case, words)] = behind(service)
        assert len(words) == 2
        harmed = case.participants.get(side=Side.HARMED)
        harmed.takes_part = False
        harmed.save()
        assert [len(words) for _, words in behind(service)] == [1]


def test_list_costs_the_same_however_many_cases_and_goes_on_on_a_second_page(
    client, sign_in, coordinator, manager, late_cases
):
    late_cases(2)
    sign_in(client, manager)
    address = reverse("risk:missing")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    late_cases(PAGE)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).text
    assert len(many) == len(few)
    with acting_as(coordinator):
        numbers = list(Case.objects.order_by("pk").values_list("number", flat=True))
    assert [number in page for number in numbers] == [True] * PAGE + [False] * 2
    further = page.split('href="?after=')[1].split('"')[0]
    page = client.get(f"{address}?after={further}").text
    assert [number in page for number in numbers] == [False] * PAGE + [True] * 2
    assert client.get(f"{address}?after=x").status_code == 200
