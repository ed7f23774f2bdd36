"""One case from its referral to its end, page by page, as everybody concerned goes through it."""

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from tests.journeys import referring
from tests.journeys.walking import ClientWalk

pytestmark = pytest.mark.slow


@pytest.fixture
def walk():
    return ClientWalk()


def test_three_kinds_of_people_refer(walk, referrer, council_referrer, coordinator, police, acting):
    number = referring.officer_refers(walk, referrer)
    first, again = referring.council_asks_twice(walk, council_referrer)
    public = referring.member_of_the_public_asks(walk)
    assert first == again
    assert len({number, first, public}) == 3
    for other in (first, public):
        walk.sign_in(coordinator)
        walk.go("eligibility:compare", number, other)
        walk.send(answer="different", note="Another fence of the same street.")
    case = referring.coordinator_opens_a_case(walk, coordinator, number, first)
    with acting_as(coordinator):
        harmed = Participant.objects.get(case__number=case, side="harmed")
    referring.coordinator_accepts_it(walk, str(police.pk), str(harmed.pk), case)
