"""What an officer of one side is shown of a case: no link that leads nowhere, and no word that is not so."""

import re

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'href="(/(?:cases|people)/[^"#]*)"')
FALSE = ("Not yet seen", "not yet seen", "No meeting is planned", "The case still lacks")


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("victim_liaison_officer", "harmed"),
        ("community_offender_manager", "responsible"),
        ("prison_offender_manager", "responsible"),
    ],
)
def test_every_link_an_officer_of_one_side_meets_leads_somewhere_and_no_page_says_what_it_cannot_know(
    client, sign_in, held, coordinator, service, role, side
):
    body = Agency.objects.create(service=service, name="Example Body", kind="probation")
    officer = make_user("Olive Officer", role, service, body)
    person = getattr(held, side)
    with acting_as(coordinator):
        grant_file(by=coordinator, file=person.file, user=officer, reason="to read")
    sign_in(client, officer)
    waiting = [
        reverse("casefile:case", args=[held.case.number]),
        reverse("casefile:person", args=[person.pk]),
    ]
    seen: dict[str, int] = {}
    said: list[tuple[str, str]] = []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            [main] = MAIN.findall(answer.text)
            said += [(address, words) for words in FALSE if words in main]
            waiting += LINK.findall(main)
    assert not [address for address, status in seen.items() if status == 404]
    assert not said
    assert len(seen) > 10
