"""The gallery as people meet it: at a desk, on a telephone, without JavaScript, with axe looking on."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("amends.foundation.pages.tests.urls"),
]


ADDRESSES = ["/", "/?errors=yes", "/question", "/public", "/missing", "/unavailable"]


def test_pages_are_accessible_at_a_desk(live_server, page: Page, assert_accessible):
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_pages_are_accessible_and_fit_on_a_telephone(live_server, phone: Page, assert_accessible):
    for address in ADDRESSES:
        phone.goto(live_server.url + address)
        assert_accessible(phone)


def test_error_summary_takes_the_focus_and_leads_to_the_box_at_fault(live_server, page: Page):
    page.goto(live_server.url + "/question")
    page.get_by_label("Day").fill("3")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Date must include a month and year").click()
    expect(page.get_by_label("Month")).to_be_focused()


def test_question_can_be_answered_without_scripts(live_server, page_without_scripts: Page):
    page = page_without_scripts
    page.goto(live_server.url + "/question")
    for label, value in (("Day", "3"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Your answer was saved.")).to_be_visible()


def test_skip_link_comes_first(live_server, page: Page):
    page.goto(live_server.url + "/question")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_page_can_be_left_quickly_with_the_keyboard(live_server, page: Page):
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto(live_server.url + "/public")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")


def test_note_survives_a_lost_signal_until_it_is_saved(live_server, phone: Page):
    address = f"{live_server.url}/note?as=Alex"
    phone.goto(address)
    phone.get_by_label("Visit").check()
    phone.get_by_label("Note").fill("They would like a letter.")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_text("You have no signal.")).to_be_visible()

    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_label("Note")).to_have_value("They would like a letter.")
    expect(phone.get_by_label("Visit")).to_be_checked()
    phone.get_by_role("button", name="Continue").click()
    phone.wait_for_url("**/done?as=Alex")
    phone.goto(address)
    expect(phone.get_by_label("Note")).to_have_value("")


def test_kept_note_is_forgotten_by_signing_out(live_server, phone: Page):
    phone.goto(f"{live_server.url}/note?as=Alex")
    phone.get_by_label("Note").fill("They would like a letter.")
    phone.goto(f"{live_server.url}/question")
    assert phone.evaluate("sessionStorage.length") == 0
