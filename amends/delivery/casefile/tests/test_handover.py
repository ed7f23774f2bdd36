"""The handover sheet holds all eight parts, and says which are thin or out of date."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.delivery.casefile.handover import handover_of
from amends.foundation.case.actions import grant_file, reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.consent.actions import Evidence, record_consent
from amends.journey.consent.tests.cast import agree
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM

EIGHT = [
    "Where it stands",
    "Last contact with each party",
    "Next appointments",
    "Open risks, and what is done about them",
    "Promises made",
    "What they have agreed to",
    "Papers held",
    "Who else is involved",
]


@pytest.mark.requirement("W8-326")
def test_reassigning_a_case_leads_to_the_sheet_with_eight_parts_and_what_is_out_of_date(
    client, sign_in, a_case, coordinator
):
    case = a_case.case
    assess(
        by=coordinator,
        participant=a_case.responsible,
        moment="start",
        finding=Finding(
            level="low", reasons=["Nothing known"], safeguards="Two visit together", answers=NO_HARM
        ),
    )
    record_consent(
        by=coordinator, participant=a_case.harmed, key="contact", answer="given", evidence=Evidence()
    )
    add_person(
        by=coordinator,
        file=a_case.harmed_file,
        details={"full_name": "Sue Porter"},
        part="supporter",
        of=a_case.harmed,
    )
    reach(by=coordinator, case=case, milestone=Milestone.SECOND_ASSESSMENT_DONE)
    take_step(by=coordinator, case=case, verb="accept")
    reach(by=coordinator, case=case, milestone=Milestone.FACILITATORS_ACCEPTED)
    reach(by=coordinator, case=case, milestone=Milestone.PACK_ISSUED)
    take_step(by=coordinator, case=case, verb="begin_preparation")
    case.refresh_from_db()
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        signed_in = sign_in(client, coordinator)
        where = reverse("casefile:step", args=[case.number, "reallocate"])
        page = signed_in.post(where, {"version": case.version}, follow=True)
        sections = {section.title: section for section in page.context["sections"]}
        assert list(sections) == EIGHT
        assert "Two visit together" in page.text
        assert sections["Open risks, and what is done about them"].state == "stale"
        assert sections["What they have agreed to"].state == "stale"
        assert sections["Promises made"].state == "empty"
        assert page.text.count("Out of date") >= 2
        agree(coordinator, a_case.harmed, "take_part")
        fresh = {section.title: section.state for section in handover_of(case, coordinator)}
        assert fresh["What they have agreed to"] == "fresh"
        assert cost(signed_in, reverse("casefile:handover", args=[case.number])) <= 12


def test_sheet_of_one_side_says_nothing_of_the_other(client, sign_in, a_case, coordinator, facilitator):
    record_consent(
        by=coordinator, participant=a_case.harmed, key="contact", answer="given", evidence=Evidence()
    )
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    page = sign_in(client, facilitator).get(reverse("casefile:handover", args=[a_case.case.number]))
    assert "person harmed" not in page.text
    sections = {section.title: section for section in page.context["sections"]}
    assert sections["What they have agreed to"].lines == []
