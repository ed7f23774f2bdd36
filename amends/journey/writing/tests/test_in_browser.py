"""From writing a letter to closing its envelope, in a real browser and on a telephone."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.messages.models import Message
from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import ContactPoint


@pytest.mark.browser
@pytest.mark.slow
def test_letter_is_written_read_printed_and_posted(
    live_server, phone, sign_in, allocated_case, coordinator, facilitator, assert_accessible
):
    harmed = allocated_case.harmed
    with acting_as(coordinator):
        add_contact_point(
            by=coordinator,
            participant=harmed,
            kind=ContactPoint.Kind.ADDRESS,
            value="1 Alder Road",
            postcode="ZZ2 1AA",
        )
    sign_in(phone, facilitator)
    phone.goto(live_server.url + reverse("writing:choose", args=[harmed.pk]))
    assert_accessible(phone)
    phone.get_by_role("link", name="First letter to the person harmed").click()
    assert_accessible(phone)
    phone.get_by_label("Why do you not call first?").fill("She asked for a letter.")
    phone.get_by_label("A line of your own").fill("You could meet him.")
    phone.get_by_role("button", name="Read it before it goes").click()
    phone.get_by_role("heading", name="There is a problem").wait_for()
    assert_accessible(phone)
    phone.get_by_label("A line of your own").fill("Take all the time you need.")
    phone.get_by_role("button", name="Read it before it goes").click()
    phone.get_by_text("Take all the time you need.").wait_for()
    assert_accessible(phone)
    phone.get_by_role("button", name="Put it into the print queue").click()
    phone.get_by_text("It waits in the print queue.").wait_for()
    phone.goto(live_server.url + reverse("message:letters"))
    assert_accessible(phone)
    phone.get_by_role("link", name="Print and post").click()
    assert_accessible(phone)
    phone.get_by_role("button", name="Print this envelope").click()
    phone.get_by_role("heading", name="2. Close and post").wait_for()
    assert_accessible(phone)
    phone.get_by_label("I looked through each page").check()
    phone.get_by_role("button", name="Closed and posted").click()
    phone.get_by_text("Marked as posted.").wait_for()
    phone.goto(live_server.url + reverse("message:given", args=[harmed.pk]))
    assert_accessible(phone)
    with acting_as(facilitator):
        assert Message.objects.get().state == Message.State.SENT
