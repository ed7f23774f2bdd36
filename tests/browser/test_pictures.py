"""The pictures of the documents, taken from the product itself: `AMENDS_PICTURES=yes` writes them again."""

import os

import pytest

from tests.browser.walk import BrowserWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_pages_of_the_pictures(page, live_server, sign_in, confirmed, coordinator):
    walk = BrowserWalk(page, live_server.url, sign_in)
    case = confirmed.case.number
    pages = {
        "start": ("public:start", []),
        "case": ("casefile:case", [case]),
        "person": ("casefile:person", [confirmed.harmed.pk]),
        "meeting": ("meeting:show", [case]),
    }
    for picture, (name, args) in pages.items():
        walk.sign_in(None if name == "public:start" else coordinator)
        walk.go(name, *args)
        if os.environ.get("AMENDS_PICTURES"):
            walk.picture(picture)
