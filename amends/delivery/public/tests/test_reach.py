"""One setting holds how a service is reached: every page for the public shows it, and the next letter too."""

import pytest
from django.urls import reverse

from amends.delivery.public.reach import more_about
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.tests.test_wording import sample
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_template


@pytest.mark.requirement("EX-081")
def test_a_changed_telephone_number_is_on_every_public_page_and_in_the_next_letter(
    client, coordinator, service
):
    pages = (
        "/",
        reverse("public:ask"),
        f"{reverse('public:ask')}?language=cy",
        f"/criteria/{service.prefix}/",
    )
    before = service.telephone
    for number in (before, "01632 960 999"):
        service.telephone = number
        service.save()
        for address in pages:
            page = client.get(address).text
            assert number in page.partition("<footer")[2]
            assert all(place.address in page for place in more_about().values())
            assert number == before or before not in page
        paper = Paper("first-letter-harmed", sample(document_template("first-letter-harmed")))
        assert number in make_document(by=coordinator, paper=paper, belongs_to=service).html
