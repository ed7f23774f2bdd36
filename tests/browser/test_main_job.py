"""The main job in a real browser, from the first referral to the figures; every page on the way is read with axe.

Once on a telephone, 360 pixels wide, and once more without JavaScript: there no page may need a script.
"""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from amends.service.sharing.tests.cast import in_force
from tests.browser.walk import BrowserWalk
from tests.journeys import agreeing, carrying, ending, meeting, referring, working

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(phone, live_server, sign_in, assert_accessible):
    """A walk on a telephone whose pages are all read; what axe found fails the test at its end, all of it at once."""
    made = BrowserWalk(phone, live_server.url, sign_in, assert_accessible)
    yield made
    assert not made.found, "\n".join(made.found)


@pytest.fixture
def plain_walk(page_without_scripts, live_server, sign_in):
    """The same without JavaScript."""
    return BrowserWalk(page_without_scripts, live_server.url, sign_in)


@pytest.fixture
def went_by():
    """`went_by(moment)`: it is that moment now."""
    travelling = []

    def go_to(moment):
        travelling.append(time_machine.travel(moment, tick=True))
        travelling[-1].start()

    yield go_to
    for travel in reversed(travelling):
        travel.stop()


def take_it_in(walk, referrer, council_referrer, coordinator, police):
    """From three referrals to one accepted case."""
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
        in_force(coordinator, police)
    referring.coordinator_accepts_it(walk, str(police.pk), str(people["harmed"]), case)
    return number, case, people


@pytest.mark.parametrize("feet", ["walk", "plain_walk"])
def test_one_case_from_its_referral_to_its_end(
    request,
    feet,
    referrer,
    council_referrer,
    coordinator,
    police,
    facilitator,
    second_facilitator,
    ready,
    went_by,
):
    walk = request.getfixturevalue(feet)
    number, case, people = take_it_in(walk, referrer, council_referrer, coordinator, police)
    for user in (facilitator, second_facilitator):
        ready(user, is_volunteer=False)
    working.facilitators_take_it(walk, coordinator, [facilitator, second_facilitator], case)
    working.both_are_visited(walk, facilitator, list(people.values()))
    working.both_are_prepared(walk, people, case)
    meeting.place_to_meet(walk, coordinator)
    day = timezone.localdate() + dt.timedelta(days=3)
    walk.sign_in(facilitator)
    meeting.meeting_is_planned(walk, case, day)
    meeting.everybody_gets_ready(walk, people, case)
    meeting.meeting_is_held(walk, facilitator, case, day, went_by)
    agreeing.agreement_is_made(walk, case)
    agreeing.copies_are_given(walk, case)
    agreeing.points_are_followed(walk, facilitator, case)
    ending.everybody_is_asked(walk, facilitator, people, case)
    ending.everybody_is_looked_after(walk, coordinator, people, case)
    ending.case_is_closed(walk, coordinator, case, "meeting_held", "agreement")
    ending.letters_are_printed(walk, coordinator)
    ending.referrer_reads_what_came_of_it(walk, referrer, number, "the people in it met")
    ending.month_counts_it(walk, coordinator, case, "meetings_held")


def test_a_letter_is_carried(walk, prepared, coordinator, facilitator):
    fence = prepared("letters")
    case = fence.case.number
    walk.sign_in(facilitator)
    walk.go("casefile:case", case)
    walk.send("Begin communication")
    letter = carrying.letter_is_written(walk, facilitator, case)
    carrying.letter_is_read_and_released(walk, coordinator, letter)
    carrying.letter_is_read_out(walk, facilitator, letter, fence.harmed.pk)
