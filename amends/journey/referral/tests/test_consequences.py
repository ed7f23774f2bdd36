"""The referrer can test the case themselves: what follows from each answer is said before anything is sent."""

import pytest

from amends.journey.referral.tests.browsing import MINIMUM, fill, number_in, send, words


@pytest.mark.requirement("EX-033")
def test_a_court_case_is_said_to_wait_for_sentence_and_can_still_be_sent(officer, draft_url):
    browser, url = officer, draft_url
    assert "It waits for the sentence" in words(browser.get(f"{url}checklist/"))
    answers = {"willing": "yes", "abuse": "no", "court_case": "yes", "young_person": "unsure"}
    fill(browser, url, {**MINIMUM, "checklist": answers})
    page = words(browser.get(f"{url}check/"))
    assert "It waits for the sentence" in page
    assert "We find out how old they are" in page
    assert "It may not be right for us" not in page
    assert number_in(send(browser, url))
