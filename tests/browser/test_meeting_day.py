"""The day of a meeting on a telephone: no signal loses nothing, and recording it takes at most three pages."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from amends.foundation.access.acting import acting_as
from amends.journey.meeting.models import WriteUp
from tests.browser.walk import BrowserWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_PAGES = 3
MOST_FIELDS = 10


@pytest.fixture
def evening(confirmed):
    """It is the evening of the meeting."""
    with time_machine.travel(confirmed.meeting.ends_at + dt.timedelta(hours=1), tick=True):
        yield confirmed


def test_meeting_is_recorded_on_few_pages_and_a_lost_signal_loses_nothing(
    phone, live_server, sign_in, assert_accessible, evening, coordinator
):
    walk = BrowserWalk(phone, live_server.url, sign_in, assert_accessible)
    walk.sign_in(coordinator)
    walk.go("meeting:day", evening.case.number)
    pages, asked = {walk.path}, 0

    came = [name for name in walk.fields if name.startswith("came_")]
    said = {"began": "14:00", "ended": "15:40", **dict.fromkeys(dict.fromkeys(came), "came")}
    asked += len(said)
    phone.context.set_offline(True)
    phone.locator('main [name="ended"]').fill("15:40")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("body")).to_contain_text("You have no signal. Nothing is lost")
    assert phone.locator('main [name="ended"]').input_value() == "15:40"
    phone.context.set_offline(False)
    phone.wait_for_timeout(1200)  # a second press within a second counts as a slip of the finger
    walk.send("Save", **said)
    pages.add(walk.path)

    words = {"background": "A fence.", "account": "Calm.", "turning_points": "A photo.", "lessons": "Time."}
    asked += len(words)
    walk.send("Sign", **words)
    pages.add(walk.path)
    assert "Signed by" in walk.text
    assert len(pages) <= MOST_PAGES
    assert asked <= MOST_FIELDS
    with acting_as(coordinator):
        assert WriteUp.objects.get().signed_by == coordinator
    assert not walk.found, "\n".join(walk.found)
