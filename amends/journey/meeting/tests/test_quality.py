"""After a meeting it is noted how often and why the facilitators stepped in; where it is not, it is listed."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.pages.tests.costs import cost
from amends.journey.meeting import actions


@pytest.mark.requirement("KM-031")
def test_meeting_without_its_review_is_listed_as_missing_until_it_has_one(
    client, sign_in, held, coordinator, stranger
):
    keys = {"wishes", "seating", "privacy", "breaks"}
    assert keys <= set(held.meeting.arrangements.values_list("key", flat=True))
    page = reverse("meeting:quality")
    sign_in(client, coordinator)
    shown = client.get(page).context
    assert [row.case.number for row in shown["missing"]] == [held.case.number]
    assert cost(client, page) <= 12
    details = {"stepped_in": 2, "stepped_in_why": "They spoke at once."}
    with acting_as(coordinator):
        actions.write_up(by=coordinator, meeting=held.meeting, details=details)
    answer = client.get(page)
    assert answer.context["missing"] == []
    assert "stepped in 2 times, They spoke at once." in answer.text
    assert held.case.number not in sign_in(client, stranger).get(page).text
