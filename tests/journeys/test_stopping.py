"""Either side may stop at any moment: nothing goes on, and the other side is not told who it was or why."""

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.people.actions import add_contact_point
from tests.journeys import stopping
from tests.journeys.papers import words_of
from tests.journeys.walking import ClientWalk

SIDES = ["harmed", "responsible"]


@pytest.fixture
def walk():
    return ClientWalk()


def reachable_by_post(by, fence):
    """Both have an address to which the closing letter may go."""
    with acting_as(by):
        for person, street in ((fence.harmed, "7 Thicket Walk"), (fence.responsible, "31 Quarry Rise")):
            add_contact_point(by=by, participant=person, kind="address", value=street, postcode="ZZ1 4QP")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("moment", ["preparing", "ready to meet", "letter on its way"])
def test_one_side_stops(request, walk, coordinator, facilitator, supervisor, side, moment):
    if moment == "preparing":
        fence = request.getfixturevalue("prepared")("meeting")
    elif moment == "ready to meet":
        fence = request.getfixturevalue("confirmed")
    else:
        fence = request.getfixturevalue("released")()
    reachable_by_post(coordinator, fence)
    stops, other = getattr(fence, side), fence.responsible if side == "harmed" else fence.harmed
    with acting_as(coordinator):
        grant_file(by=coordinator, file=other.file, user=supervisor, reason="works with this side alone")
    case = fence.case.number
    stopping.somebody_stops(walk, facilitator, stops.pk)
    stopping.nothing_goes_on(walk, facilitator, case, other.pk)
    known = stops.person.full_name
    secrets = [stopping.WHY, known, known.split()[0], f"{stops.initials} ", "ithdrawn", "taken it back"]
    stopping.other_side_learns_nothing(walk, supervisor, case, other.pk, secrets)
    papers = stopping.case_is_closed_for_it(walk, coordinator, case, side)
    letters = [words_of(paper) for paper in papers]
    theirs = next(letter for letter in letters if other.person.full_name in letter)
    assert len(letters) == len(SIDES)
    for secret in (stopping.WHY, known, "changed", "stopped", "withdrew", "decided"):
        assert secret not in theirs
