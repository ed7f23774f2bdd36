"""Facilitators who may be given cases, and a case with two of them. `ready(user)` makes anybody one."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.people.actions import add_person, set_safe_contact
from amends.foundation.people.models import SafeContact
from amends.journey.allocation import actions
from amends.journey.consent.tests.cast import agree
from amends.journey.eligibility.actions import add_member
from amends.journey.risk.tests.cast import visit_ready
from amends.service.workforce import actions as workforce


@pytest.fixture
def ready(coordinator, service):
    """`ready(user, **details)`: a facilitator profile with training and vetting in date."""

    def make(user, **details):
        today = timezone.localdate()
        with acting_as(coordinator):
            profile = workforce.add_facilitator(by=coordinator, service=service, user=user, details=details)
            course = {"days_attended": 3, "completed_on": today}
            workforce.add_training(by=coordinator, facilitator=profile, details=course)
            vetting = {"level": "police", "decided_on": today, "valid_until": today + dt.timedelta(days=700)}
            workforce.add_vetting(by=coordinator, facilitator=profile, details=vetting)
        return profile

    return make


@pytest.fixture
def accepted_case(a_case, coordinator):
    """The fence case, accepted for facilitation: facilitators are to be found."""
    with acting_as(coordinator):
        reach(by=coordinator, case=a_case.case, milestone=Milestone.SECOND_ASSESSMENT_DONE)
        a_case.case = take_step(by=coordinator, case=a_case.case, verb="accept")
    return a_case


@pytest.fixture
def allocated_case(accepted_case, coordinator, facilitator, second_facilitator, ready):
    """The fence case with Fay and Femi, who both declared that they have no link."""
    ready(facilitator, is_volunteer=False)
    ready(second_facilitator, is_volunteer=False)
    case = accepted_case.case
    with acting_as(coordinator):
        offers = actions.offer(by=coordinator, case=case, users=[facilitator, second_facilitator])
    for offer in offers:
        with acting_as(offer.user):
            actions.accept(by=offer.user, allocation=offer, link=False)
    for person in (accepted_case.harmed, accepted_case.responsible):
        visit_ready(coordinator, person, facilitator, second_facilitator)
    return accepted_case


@pytest.fixture
def residents(allocated_case, coordinator):
    """A residents' group of six, two of whom speak for it; the first four agree."""
    safe = SafeContact.Answer.YES
    with acting_as(coordinator):
        group = add_person(
            by=coordinator,
            file=allocated_case.harmed_file,
            details={"full_name": "Residents of Elm Close", "kind": "group"},
        ).participant
        members = [
            add_member(
                by=coordinator,
                group=group,
                full_name=f"Member Number{number}",
                is_spokesperson=number in {4, 6},
                takes_part=True,
            ).participant
            for number in range(1, 7)
        ]
        for member in members:
            set_safe_contact(
                by=coordinator, card=member.safe_contact, changes={"calls": safe, "visits": safe}
            )
        for member in members[:4]:
            agree(coordinator, member, "take_part")
    return group, members
