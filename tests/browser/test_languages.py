"""Asking for oneself in Welsh and in easy read, on a telephone: every page can be read by everybody."""

import datetime as dt

import pytest

from amends.delivery.public.tests.test_ask import ANSWERS, URL
from amends.delivery.public.wording import USUAL, wordings
from tests.browser.walk import BrowserWalk

BORN = dt.date(1986, 11, 5)  # three boxes, which the walk fills in from a date
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("key", [key for key in wordings() if key != USUAL])
def test_every_page_of_asking_can_be_read_by_everybody(
    phone, live_server, sign_in, assert_accessible, service, key
):
    walk = BrowserWalk(phone, live_server.url, sign_in, assert_accessible)
    walk.go(f"{URL}?language={key}")
    on = wordings()[key].pages["continue"]
    walk.try_to_send(on)
    assert phone.locator(".govuk-error-summary").count() == 1
    for said in ANSWERS.values():
        assert phone.locator("html").get_attribute("lang") == wordings()[key].lang
        walk.send(on, **{name: BORN if name == "date_of_birth" else value for name, value in said.items()})
    walk.send(wordings()[key].pages["send"])
    assert not walk.found, "\n".join(walk.found)
