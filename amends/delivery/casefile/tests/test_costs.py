"""No page of a case asks more of the database because more people take part."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.people.actions import add_person

pytestmark = pytest.mark.django_db
FILE = re.compile(r"\.(?:pdf|csv|ics|docx|zip)\b")
# The page asks for one row more where somebody has a supporter at all, but not for each.
ONCE = 1


def links_of(answer):
    if answer.status_code == 302:
        return [answer["Location"]]
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        return [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text)]
    return []


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    return answer, len(captured)


def pages_of(client, case, people):
    """The pages about a case and its people that links lead to, each kind once, with what each costs."""
    starts = (f"/cases/{case.number}/", *(f"/people/{person.pk}/" for person in people))
    waiting, kinds, costs = [reverse("casefile:case", args=[case.number])], set(), {}
    while waiting:
        address = waiting.pop(0)
        try:
            kind = resolve(address.split("?")[0]).view_name
        except Resolver404:
            continue
        if kind in kinds or not address.startswith(starts) or FILE.search(address):
            continue
        kinds.add(kind)
        answer, cost = queries_of(client, address)
        if answer.status_code == 200:
            costs[address] = cost
        waiting += links_of(answer)
    return costs


@pytest.mark.slow
def test_page_costs_the_same_with_two_people_and_with_ten(client, sign_in, coordinator, allocated_case):
    sign_in(client, coordinator)
    people = [allocated_case.harmed, allocated_case.responsible]
    with acting_as(coordinator):
        for person in people:
            details = {"full_name": "Sam First"}
            add_person(by=coordinator, file=person.file, details=details, part="supporter", of=person)
    few = pages_of(client, allocated_case.case, people)
    assert len(few) > 60
    with acting_as(coordinator):
        for number in range(6):
            person = people[number % 2]
            details = {"full_name": f"Sam Number{number}"}
            add_person(by=coordinator, file=person.file, details=details, part="supporter", of=person)
    many = {address: queries_of(client, address)[1] for address in few}
    assert {
        address: (few[address], many[address]) for address in few if many[address] > few[address] + ONCE
    } == {}
