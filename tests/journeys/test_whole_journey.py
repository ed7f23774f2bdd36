"""One case from its referral to its end, page by page, as everybody concerned goes through it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from amends.service.sharing.tests.cast import in_force
from tests.journeys import agreeing, carrying, ending, meeting, referring, working
from tests.journeys.papers import words_of
from tests.journeys.walking import ClientWalk

HERS = {"Hazel Wren", "7 Thicket Walk", "ZZ1 4QP", "07700 900141"}
HIS = {"Rowan Finch", "31 Quarry Rise", "ZZ2 8TB", "07700 900142"}

pytestmark = pytest.mark.slow


@pytest.fixture
def walk():
    return ClientWalk()


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


@pytest.fixture
def begun(walk, referrer, council_referrer, coordinator, police, facilitator, second_facilitator, ready):
    """A case that was referred, screened, accepted, allocated and visited, through the pages."""
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
    for user in (facilitator, second_facilitator):
        ready(user, is_volunteer=False)
    working.facilitators_take_it(walk, coordinator, [facilitator, second_facilitator], case)
    working.both_are_visited(walk, facilitator, list(people.values()))
    return number, case, people


def printed(walk, papers, *, agreement=False):
    """What the papers say; no paper for one side names the other, where they live or how to ring them."""
    found = [words_of(p if isinstance(p, bytes) else walk.fetch(p)) for p in papers]
    for words in found:
        assert not (HERS & about(words) and HIS & about(words)), words
        assert not agreement or not (HERS | HIS) & about(words), words
    return found


def about(words):
    """Whose details stand in it."""
    return {each for each in HERS | HIS if each in words}


def test_one_case_from_its_referral_to_its_end(walk, begun, referrer, coordinator, facilitator, went_by):
    number, case, people = begun
    working.both_are_prepared(walk, people, case)
    meeting.place_to_meet(walk, coordinator)
    day = timezone.localdate() + dt.timedelta(days=3)
    walk.sign_in(facilitator)
    meeting.meeting_is_planned(walk, case, day)
    meeting.everybody_gets_ready(walk, people, case)
    meeting.meeting_is_held(walk, facilitator, case, day, went_by)
    agreeing.agreement_is_made(walk, case)
    papers = agreeing.copies_are_given(walk, case)
    assert all(agreeing.FENCE in words for words in printed(walk, papers, agreement=True))
    agreeing.points_are_followed(walk, facilitator, case)
    ending.everybody_is_asked(walk, facilitator, people, case)
    ending.everybody_is_looked_after(walk, coordinator, people, case)
    ending.case_is_closed(walk, coordinator, case, "meeting_held", "agreement")
    assert len(printed(walk, ending.letters_are_printed(walk, coordinator))) >= len(people)
    ending.referrer_reads_what_came_of_it(walk, referrer, number, "the people in it met")
    ending.month_counts_it(walk, coordinator, case, "meetings_held")


def test_one_case_in_which_a_letter_is_carried(walk, begun, referrer, coordinator, facilitator):
    number, case, people = begun
    working.both_are_prepared(walk, people, case, "letters")
    letter = carrying.letter_is_written(walk, facilitator, case)
    carrying.letter_is_read_and_released(walk, coordinator, letter)
    carrying.letter_is_read_out(walk, facilitator, letter, people["harmed"])
    ending.everybody_is_asked(walk, facilitator, people, case)
    ending.everybody_is_looked_after(walk, coordinator, people, case)
    ending.case_is_closed(walk, coordinator, case, "letters", "one_way")
    assert len(printed(walk, ending.letters_are_printed(walk, coordinator))) == len(people)
    ending.referrer_reads_what_came_of_it(walk, referrer, number, "by letters or messages")
    ending.month_counts_it(walk, coordinator, case, "communicated")
