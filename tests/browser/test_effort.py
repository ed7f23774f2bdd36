"""How much the pages that are used most ask of people: pages, and answers that have to be given."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.journey.contact.models import Contact
from amends.journey.evaluation.models import Feedback
from amends.journey.evaluation.tests.test_feedback import GOOD
from amends.journey.followup.tests.cast import ask_both

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_ANSWERS = 5
# A question that does not call itself optional, and is no single tick box, has to be answered.
ASKED = """() => [...document.querySelectorAll("main form .govuk-form-group")]
  .filter(group => !group.querySelector(".amends-optional"))
  .filter(group => group.querySelector("legend, label.govuk-label--s, label.govuk-label--l"))
  .map(group => group.querySelector("legend, label").innerText.trim())"""


class Pages:
    """Counts the pages somebody looks at."""

    def __init__(self, page):
        self.page = page
        self.seen: list[str] = []
        page.on("framenavigated", lambda frame: self.seen.append(frame.url))


@pytest.mark.parametrize("side", ["harmed", "responsible"])
@pytest.mark.parametrize("kind", ["call", "text", "letter", "visit", "liaison"])
def test_contact_takes_one_page_and_five_answers_at_most(
    page, live_server, sign_in, allocated_case, facilitator, side, kind
):
    sign_in(page, facilitator)
    person = getattr(allocated_case, side)
    page.goto(live_server.url + reverse("contact:log", args=[person.pk]) + f"?how={kind}")
    asked = page.evaluate(ASKED)
    assert "Did anything of this come up?" in asked
    assert len(asked) <= MOST_ANSWERS, asked


def test_call_with_the_usual_answers_is_saved_from_its_one_page(
    page, live_server, sign_in, allocated_case, facilitator
):
    sign_in(page, facilitator)
    person = allocated_case.responsible
    page.goto(live_server.url + reverse("contact:log", args=[person.pk]) + "?how=call")
    visited = Pages(page)
    page.get_by_label("Spoke with them").check()
    page.get_by_label("How long did it take").fill("5")
    page.get_by_label("No, nothing like that").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert len(visited.seen) == 1
    with acting_as(facilitator):
        contact = Contact.objects.get()
        assert (contact.disclosable, contact.harm_signs) == (False, [])


def test_feedback_call_takes_one_page(page, live_server, sign_in, a_case, coordinator):
    with acting_as(coordinator):
        ask_both(coordinator, a_case.case, a_case.harmed)
    sign_in(page, coordinator)
    page.goto(live_server.url + reverse("evaluation:ask", args=[a_case.harmed.pk]))
    visited = Pages(page)
    for name, value in GOOD.items():
        box = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
        if box.count():
            box.check()
        else:
            page.locator(f'[name="{name}"]').fill(value)
    page.get_by_role("button", name="Follow-up completed").click()
    page.get_by_text("Complete. Thank them").wait_for()
    assert len(visited.seen) == 1
    with acting_as(coordinator):
        assert Feedback.objects.get().participant == a_case.harmed
