"""The pages of safeguarding take few queries, however many people and concerns there are."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.safeguarding.actions.lead import name_officer
from amends.journey.safeguarding.actions.plans import log_incident, sign_plan, write_plan
from amends.journey.safeguarding.actions.raising import Report, raise_concern
from amends.journey.safeguarding.actions.telling import Telling, pass_on
from amends.journey.safeguarding.tests.cast import make_age, parent_of, permit

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PLAN = {"risks": "Hard words.", "controls": "Two of us.", "way_out": "The quiet room."}


@pytest.fixture
def lead(service, manager, second_facilitator):
    with acting_as(manager):
        name_officer(by=manager, service=service, user=second_facilitator, part="lead")
    return second_facilitator


@pytest.fixture
def concerned(a_case, lead, coordinator, service):
    """Five concerns about somebody in a case, each passed on twice."""
    with acting_as(coordinator):
        for _ in range(5):
            report = Report(kind="threat", words="He waits outside.", about=a_case.harmed)
            concern = raise_concern(by=coordinator, service=service, report=report)
            for body in ("police", "children"):
                now = timezone.now()
                telling = Telling(body=body, name="Duty desk", what="The threat.", at=now, reason="harm")
                pass_on(by=coordinator, concern=concern, telling=telling)
    return concern


@pytest.fixture
def planned(a_case, coordinator, manager):
    """Six people with a plan, five of them signed; the person harmed is 16 and has two parents."""
    people = [a_case.harmed, a_case.responsible]
    for number in range(4):
        details = {"full_name": f"Sam Number{number}", "date_of_birth": "1980-01-01"}
        of = people[number % 2]
        added = add_person(by=coordinator, file=of.file, details=details, part="supporter", of=of)
        people.append(added.participant)
    for person in people:
        plan = write_plan(by=coordinator, participant=person, details=PLAN)
        for minutes in (5, 10):
            at = timezone.now() - dt.timedelta(minutes=minutes)
            log_incident(by=coordinator, plan=plan, at=at, what="Shouted.", action="A break.")
        if person != people[-1]:
            with acting_as(manager):
                sign_plan(by=manager, plan=plan)
    make_age(a_case.harmed, 16)
    for name in ("Petra Parent", "Paul Parent"):
        permit(coordinator, a_case.harmed, parent_of(coordinator, a_case.harmed, name), "knows", "attend")
    return a_case


def test_concerns_take_few_queries(client, sign_in, lead, concerned):
    browser = sign_in(client, lead)
    for name, args in (("list", []), ("concern", [concerned.pk]), ("raise", [])):
        assert cost(browser, reverse(f"safeguarding:{name}", args=args)) <= MOST_QUERIES, name


def test_plans_take_few_queries(client, sign_in, coordinator, planned):
    browser = sign_in(client, coordinator)
    assert cost(browser, reverse("safeguarding:plans", args=[planned.case.number])) <= MOST_QUERIES
    for name in ("plan", "family", "harm", "afterwards"):
        address = reverse(f"safeguarding:{name}", args=[planned.harmed.pk])
        assert cost(browser, address) <= MOST_QUERIES, name
