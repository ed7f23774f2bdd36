"""The sheet for the day: everything on one page, a stop at any moment, and it outlives a lost signal."""

import time_machine
from django.urls import reverse

from amends.foundation.pages.tests.costs import cost
from amends.journey.meeting.tests.cast import at
from amends.journey.meeting.tests.test_pages import address


def test_one_page_has_everything_for_the_day_and_records_that_it_took_place(
    client, sign_in, coordinator, confirmed
):
    sign_in(client, coordinator)
    page = client.get(address("day", confirmed.case)).text
    for words in (
        "Rushmere Hall",
        "2 Example Street",
        "1:30pm",
        "Everybody together",
        "HH, takes part",
        "wants to stop",
        "Chairs and who sits where",
        "A last round.",
    ):
        assert words in page
    assert reverse("consent:stop", args=[confirmed.harmed.pk]) in page
    assert "data-keep" in page
    assert cost(client, address("day", confirmed.case)) <= 12
    came = {f"came_{i.pk}": "came" for i in confirmed.meeting.invitations.all()}
    with time_machine.travel(at(20), tick=True):
        sign_in(client, coordinator)
        done = client.post(address("held", confirmed.case), {"began": "14:00", "ended": "16:00", **came})
    assert done.status_code == 302


def test_sheet_of_a_planned_meeting_asks_nothing_yet(client, sign_in, coordinator, confirmed):
    confirmed.meeting.__class__.objects.update(state="planned")
    page = sign_in(client, coordinator).get(address("day", confirmed.case)).text
    assert "it took place" not in page.lower()


def test_sheet_says_stop_only_for_people_whose_file_is_open(client, sign_in, confirmed, facilitator):
    confirmed.responsible_file.grants.all().delete()
    page = sign_in(client, facilitator).get(address("day", confirmed.case)).text
    assert "HH wants to stop" in page
    assert "RP wants to stop" not in page
