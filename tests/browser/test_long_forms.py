"""The two longest forms as a volunteer meets them on a telephone: short at first, and filled in part by part."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from amends.foundation.access.acting import acting_as
from amends.journey.risk.models import Assessment
from amends.journey.risk.tests.cast import NO_HARM
from tests.browser.keys import Keys
from tests.browser.walk import BrowserWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RISK = 4000  # pixels
SUITABILITY = 5000  # pixels
HEIGHT = "document.documentElement.scrollHeight"
HALF = {"moment": "after_visit", "fear_or_threat": "no", "safeguards": "Two of us."}
WHOLE = {**HALF, **NO_HARM, "level": "low", "reason_1": "Quiet on both sides."}


@pytest.fixture
def addresses(live_server, allocated_case):
    """The page that assesses the risk, and the one that judges suitability."""
    person = allocated_case.harmed.pk
    return (
        live_server.url + reverse("risk:assess", args=[person]),
        live_server.url + reverse("suitability:judge", args=[person, "visit"]),
    )


def part(page, place):
    return page.locator(f"#part-{place}")


def test_first_view_is_short_and_everything_is_reached_from_it(
    phone, sign_in, facilitator, addresses, assert_accessible
):
    sign_in(phone, facilitator)
    for address, most in zip(addresses, (RISK, SUITABILITY), strict=True):
        phone.goto(address)
        assert phone.evaluate(HEIGHT) < most
        assert_accessible(phone)
        links = phone.locator(".amends-parts a")
        assert links.count() == phone.locator(".amends-part").count()
        links.last.click()
        expect(phone.locator(".amends-part__body").last).to_be_visible()


def test_list_follows_what_is_filled_in(phone, sign_in, facilitator, addresses, assert_accessible):
    sign_in(phone, facilitator)
    phone.goto(addresses[0])
    expect(part(phone, 1)).to_have_attribute("open", "")
    phone.locator('[name="fear_or_threat"][value="no"]').check()
    expect(phone.locator(".amends-parts__count")).to_have_text("1 of 5 parts answered")
    phone.get_by_role("button", name="Next: Who might be harmed").click()
    assert part(phone, 1).get_attribute("open") is None
    expect(part(phone, 2).locator("summary")).to_be_focused()
    comment = phone.locator('[name="harm_self_comment"]')
    expect(comment).to_be_hidden()
    for name in NO_HARM:
        phone.locator(f'[name="{name}"][value="none"]').check()
    expect(phone.locator(".amends-parts__count")).to_have_text("2 of 5 parts answered")
    phone.locator('[name="harm_self"][value="low"]').check()
    expect(comment).to_be_visible()
    expect(part(phone, 2).locator("summary")).to_contain_text("1 to answer")
    comment.fill("She is not sleeping.")
    expect(part(phone, 2).locator("summary")).to_contain_text("Answered")
    # Another answer closes it; coming back finds what was typed.
    phone.locator('[name="harm_self"][value="none"]').check()
    expect(comment).to_be_hidden()
    phone.locator('[name="harm_self"][value="low"]').check()
    expect(comment).to_have_value("She is not sleeping.")
    assert_accessible(phone)


def test_part_with_an_error_is_open_and_the_list_of_errors_leads_into_it(
    phone, sign_in, facilitator, addresses, assert_accessible
):
    sign_in(phone, facilitator)
    phone.goto(addresses[0])
    walk = BrowserWalk(phone, "", sign_in)
    walk.try_to_send("Record it", **HALF, **NO_HARM, reason_1="Quiet on both sides.")
    assert_accessible(phone)
    assert [part(phone, place).get_attribute("open") for place in range(1, 6)] == [None, None, None, None, ""]
    expect(phone.locator(".amends-parts")).to_contain_text("There is a problem")
    part(phone, 5).locator("summary").click()
    phone.locator(".govuk-error-summary a").first.click()
    expect(phone.locator("#id_level_0")).to_be_focused()
    expect(phone.locator('[name="safeguards"]')).to_have_value("Two of us.")


def test_half_now_and_half_later(phone, sign_in, facilitator, addresses):
    sign_in(phone, facilitator)
    phone.goto(addresses[0])
    walk = BrowserWalk(phone, "", sign_in)
    walk.send("Save and go on later", **HALF)
    phone.get_by_role("button", name="Go on with your assessment").click()
    expect(phone.locator(".amends-parts__count")).to_have_text("2 of 5 parts answered")
    expect(part(phone, 2)).to_have_attribute("open", "")
    walk.send("Record it", **NO_HARM, level="low", reason_1="Quiet on both sides.")
    with acting_as(facilitator):
        assert Assessment.objects.get().safeguards == "Two of us."


def test_without_scripts_the_parts_fold_and_every_question_says_when_it_is_asked(
    page_without_scripts, sign_in, facilitator, addresses
):
    page = page_without_scripts
    sign_in(page, facilitator)
    page.goto(addresses[0])
    assert page.locator("html").bounding_box()["height"] < RISK
    part(page, 2).locator("summary").click()
    expect(page.locator('[name="harm_self_comment"]')).to_be_visible()
    expect(part(page, 2)).to_contain_text("If you answered “Low” or “Medium” or “High”")
    expect(page.get_by_role("button", name="Next:")).to_have_count(0)
    BrowserWalk(page, "", sign_in).send("Record it", **WHOLE)
    with acting_as(facilitator):
        assert Assessment.objects.get().level == "low"


def test_by_keyboard_alone(phone, sign_in, facilitator, addresses):
    sign_in(phone, facilitator)
    phone.goto(addresses[0])
    keys = Keys(phone)
    keys.past_the_menu()
    keys.choose("fear_or_threat", "no")
    keys.to("button", "Next: Who might be harmed")
    phone.keyboard.press("Enter")
    for name in NO_HARM:
        keys.choose(name, "none")
    keys.to("summary", "What could go wrong")
    phone.keyboard.press("Enter")
    keys.type("safeguards", "Two of us.")
    keys.to("button", "Next: The level")
    phone.keyboard.press("Enter")
    keys.choose("level", "low")
    keys.type("reason_1", "Quiet on both sides.")
    keys.press("Record it")
    expect(phone.get_by_text("The assessment is on file.")).to_be_visible()
