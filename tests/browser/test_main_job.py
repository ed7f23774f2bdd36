"""The main job in a real browser, one test for each of its steps; every page on the way is read with axe."""

import pytest

from tests.browser.walk import BrowserWalk
from tests.journeys import referring

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(page, live_server, sign_in, assert_accessible):
    """A walk whose pages are all read; what axe found fails the test at its end, all of it at once."""
    made = BrowserWalk(page, live_server.url, sign_in, assert_accessible)
    yield made
    assert not made.found, "\n".join(made.found)


def test_officer_council_and_public_refer(walk, referrer, council_referrer, coordinator):
    police = referring.officer_refers(walk, referrer)
    first, again = referring.council_asks_twice(walk, council_referrer)
    public = referring.member_of_the_public_asks(walk)
    assert first == again
    assert len({police, first, public}) == 3
