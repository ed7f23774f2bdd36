"""One case from its referral to its end, page by page, as everybody concerned goes through it."""

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from tests.journeys import referring, working
from tests.journeys.walking import ClientWalk

pytestmark = pytest.mark.slow


@pytest.fixture
def walk():
    return ClientWalk()


def test_one_case_from_its_referral_to_its_end(
    walk, referrer, council_referrer, coordinator, police, facilitator, second_facilitator, ready
):
    number = referring.officer_refers(walk, referrer)
    first, again = referring.council_asks_twice(walk, council_referrer)
    public = referring.member_of_the_public_asks(walk)
    assert first == again
    assert len({number, first, public}) == 3
    walk.sign_in(coordinator)
    walk.go("eligibility:compare", number, public)
    walk.send(answer="different", note="Another fence of the same street.")
    case = referring.coordinator_opens_a_case(walk, coordinator, number, first)
    with acting_as(coordinator):
        people = {each.side: each.pk for each in Participant.objects.filter(case__number=case)}
    referring.coordinator_accepts_it(walk, str(police.pk), str(people["harmed"]), case)
    for user in (facilitator, second_facilitator):
        ready(user, is_volunteer=False)
    working.facilitators_take_it(walk, coordinator, [facilitator, second_facilitator], case)
    working.both_are_visited(walk, facilitator, list(people.values()))
    working.both_are_prepared(walk, people, case)
