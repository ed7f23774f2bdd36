"""Signing with a finger on a telephone, and by typing where there is no script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from amends.foundation.access.acting import acting_as
from amends.journey.agreement import actions
from amends.journey.agreement.models import Signature
from amends.journey.agreement.tests.cast import a_point, both

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def written(drafted, coordinator):
    """One promise; nobody has agreed yet."""
    with acting_as(coordinator):
        a_point(coordinator, drafted)
        drafted.refresh_from_db()
        actions.check_public(by=coordinator, agreement=drafted, public_protection="ok", community="ok")
    return drafted


PASSWORD = "correct horse battery staple"


@pytest.fixture
def coordinator(coordinator, fast_passwords):
    """She takes her telephone back with a password."""
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def take_back(page):
    """From any page of a device that was handed over."""
    page.get_by_role("link", name="take it back").click()
    page.get_by_label("Your password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Take it back").click()


def test_neither_back_nor_a_typed_address_leads_from_a_device_that_was_handed_over(
    live_server, phone, sign_in, written, coordinator, assert_accessible
):
    sign_in(phone, coordinator)
    with acting_as(coordinator):
        party = both(written)[0]
        file = reverse("casefile:case", args=[written.case.number])
    phone.goto(live_server.url + file)
    assert coordinator.name in phone.locator("body").inner_text()
    phone.goto(live_server.url + reverse("agreement:agree", args=[written.case.number, party.pk]))
    phone.get_by_role("button", name="Sign on this screen").click()
    phone.get_by_role("heading", name="this is what you agreed").wait_for()

    def nothing_else():
        phone.get_by_role("heading", name="Only one page opens just now").wait_for()
        assert coordinator.name not in phone.content()

    for _ in range(2):
        phone.go_back()
        nothing_else()
    assert_accessible(phone)
    for typed in (file, "/", "/people/1/", reverse("account_login")):
        phone.goto(live_server.url + typed)
        nothing_else()
    phone.get_by_role("link", name="Go to that page").click()
    phone.get_by_label("Or type your name").fill("Hanna Ahmed")
    phone.get_by_role("button", name="I agree").click()
    phone.get_by_role("heading", name=f"Thank you, {party.called}").wait_for()
    phone.go_back()
    nothing_else()
    phone.get_by_role("link", name="take it back").click()
    phone.get_by_label("Your password").fill("Hanna guesses")
    phone.get_by_role("button", name="Take it back").click()
    phone.get_by_text("This is not your password").first.wait_for()
    assert_accessible(phone)
    phone.get_by_label("Your password").fill(PASSWORD)
    phone.get_by_role("button", name="Take it back").click()
    phone.get_by_role("heading", name="agreement").first.wait_for()
    expect(phone.locator("body")).to_contain_text(coordinator.name)


def test_name_is_drawn_on_a_telephone_cleared_and_drawn_again(
    live_server, phone, sign_in, written, coordinator, assert_accessible
):
    sign_in(phone, coordinator)
    with acting_as(coordinator):
        party = both(written)[0]
    number = written.case.number
    phone.goto(live_server.url + reverse("agreement:agree", args=[number, party.pk]))
    assert_accessible(phone)
    phone.get_by_role("button", name="Sign on this screen").click()
    pad = phone.locator("svg.amends-pad")
    pad.wait_for()
    assert_accessible(phone)
    box = pad.bounding_box()
    assert box is not None

    def draw(*places):
        for number, (across, down) in enumerate(places):
            phone.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"], steps=4)
            if not number:
                phone.mouse.down()
        phone.mouse.up()

    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    draw((0.9, 0.9), (0.1, 0.1))
    assert phone.locator("path.amends-pad__ink").get_attribute("d")
    phone.get_by_role("button", name="Clear it").click()
    assert not phone.locator("path.amends-pad__ink").get_attribute("d")
    draw((0.2, 0.5), (0.5, 0.5), (0.8, 0.2))
    phone.get_by_role("button", name="I agree").click()
    phone.get_by_role("heading", name=f"Thank you, {party.called}").wait_for()
    assert_accessible(phone)
    take_back(phone)
    with acting_as(coordinator):
        kept = Signature.objects.get().strokes
    first = [int(part) for part in kept.removeprefix("M").split(" L")[0].split()]
    assert (abs(first[0] - 120) < 20, abs(first[1] - 100) < 20) == (True, True)
    phone.goto(live_server.url + reverse("agreement:signature", args=[number, party.pk]))
    assert phone.locator("path.amends-pad__ink").get_attribute("d") == kept
    assert_accessible(phone)


def test_without_a_script_the_name_is_typed(live_server, page_without_scripts, sign_in, written, coordinator):
    page = page_without_scripts
    sign_in(page, coordinator)
    with acting_as(coordinator):
        party = both(written)[0]
    page.goto(live_server.url + reverse("agreement:agree", args=[written.case.number, party.pk]))
    page.get_by_role("button", name="Sign on this screen").click()
    page.get_by_role("button", name="I agree").wait_for()
    expect(page.locator("svg.amends-pad")).to_be_hidden()
    page.get_by_label("Or type your name").fill("Hanna Ahmed")
    page.get_by_role("button", name="I agree").click()
    expect(page.get_by_role("heading", name=f"Thank you, {party.called}")).to_be_visible()
    with acting_as(coordinator):
        assert Signature.objects.get().typed == "Hanna Ahmed"
