"""The pages that are used most, by keyboard alone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from amends.foundation.access.acting import acting_as
from amends.journey.consent.tests.cast import told
from tests.browser.keys import Keys
from tests.journeys import referring
from tests.journeys.walking import ClientWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at(page, live_server, sign_in):
    """`at(user, "room:page", ...)`: a keyboard on that page, the menu skipped."""

    def open_page(user, name, *args):
        sign_in(page, user)
        page.goto(live_server.url + reverse(name, args=args))
        keys = Keys(page)
        keys.past_the_menu()
        return keys

    return open_page


def test_a_contact_is_logged(at, page, facilitator, allocated_case):
    keys = at(facilitator, "contact:case", allocated_case.case.number)
    keys.follow("Log a contact")
    keys.follow("HH, person harmed")
    keys.follow("Telephone call")
    keys.choose("result", "reached")
    keys.type("minutes", "5")
    keys.type("note", "Was friendly.")
    keys.tick("came_up", "nothing")
    keys.press("Save")
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_consent_is_recorded(at, page, facilitator, allocated_case):
    with acting_as(facilitator):
        told(facilitator, allocated_case.harmed, "take_part")
    keys = at(facilitator, "consent:board", allocated_case.harmed.pk)
    keys.follow("Ask: to take part")
    keys.choose("answer", "given")
    keys.choose("how", "spoken")
    keys.press("Record it")
    expect(page.get_by_text("Recorded: to take part.")).to_be_visible()


def test_a_referral_is_screened(at, page, referrer, coordinator):
    walk = ClientWalk()
    number = referring.officer_refers(walk, referrer)
    referring.coordinator_finds_out(walk, coordinator, number)
    keys = at(coordinator, "eligibility:screen", number)
    keys.choose("decision", "eligible")
    keys.type("reason", "Both sides are willing.")
    keys.press("Record the screening")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def test_an_agreement_is_entered(at, page, facilitator, communicating):
    keys = at(facilitator, "agreement:draft", communicating().case.number)
    today = timezone.localdate()
    for part in ("day", "month", "year"):
        keys.type(f"made_on_{part}", str(getattr(today, part)))
    keys.choose("way", "indirect")
    keys.press("Save")
    keys.follow("Add a point")
    keys.type("what", "Put up a new fence")
    keys.choose("who", "nobody")
    keys.choose("proposed_by", "facilitator")
    keys.press("Save")
    expect(page.get_by_text("Put up a new fence")).to_be_visible()
