"""A paper in easy read on the screen: everybody can read it, also on a telephone, and no style of its own is needed."""

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.tests.test_easy_read import FOR_PARTICIPANTS
from amends.foundation.documents.tests.test_wording import sample
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_template
from tests.browser.walk import BrowserWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_every_paper_in_easy_read_can_be_read_by_everybody(
    phone, live_server, sign_in, assert_accessible, coordinator, service
):
    walk = BrowserWalk(phone, live_server.url, sign_in)
    walk.sign_in(coordinator)
    with acting_as(coordinator):
        made = [
            make_document(
                by=coordinator, paper=Paper(key, sample(document_template(key))), belongs_to=service
            )
            for key in FOR_PARTICIPANTS
        ]
    for document in made:
        walk.go(f"/documents/{document.pk}/?easy=yes")
        pictures = phone.locator(".amends-document svg")
        assert pictures.count() == document.easy_html.count("<svg ")
        for picture in pictures.all()[:2]:
            box = picture.bounding_box()
            assert box
            assert box["width"] == box["height"] == 64
        assert_accessible(phone)
