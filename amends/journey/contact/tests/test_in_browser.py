"""Logging a contact on a telephone, in a real browser, and the pages of allocation for those who use no eyes or mouse."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.journey.contact.models import Contact


@pytest.mark.browser
@pytest.mark.slow
def test_call_is_logged_on_a_phone_and_pages_are_accessible(
    live_server, phone, sign_in, allocated_case, facilitator, assert_accessible
):
    sign_in(phone, facilitator)
    harmed = allocated_case.harmed
    phone.goto(live_server.url + reverse("contact:log", args=[harmed.pk]))
    assert_accessible(phone)
    phone.get_by_role("button", name="Telephone call").click()
    assert_accessible(phone)
    phone.get_by_label("No answer").check()
    phone.get_by_label("How long did it take").fill("3")
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("heading", name="Call back when?").wait_for()
    assert_accessible(phone)
    with acting_as(facilitator):
        assert Contact.objects.get().minutes == 3
    for name, key in (("person", harmed.pk), ("case", allocated_case.case.number)):
        phone.goto(live_server.url + reverse(f"contact:{name}", args=[key]))
        assert_accessible(phone)
    phone.goto(live_server.url + reverse("allocation:offers"))
    assert_accessible(phone)


@pytest.mark.browser
@pytest.mark.slow
def test_coordinators_pages_of_allocation_are_accessible(
    live_server, page, sign_in, accepted_case, coordinator, facilitator, ready, assert_accessible
):
    profile = ready(facilitator)
    sign_in(page, coordinator)
    number = accepted_case.case.number
    addresses = [
        reverse("allocation:waiting"),
        reverse("allocation:case", args=[number]),
        reverse("allocation:pack", args=[number]),
        reverse("workforce:list"),
        reverse("workforce:facilitator", args=[profile.pk]),
        reverse("workforce:free_times", args=[profile.pk]),
        reverse("contact:diary"),
        reverse("contact:on_time"),
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        assert_accessible(page)
