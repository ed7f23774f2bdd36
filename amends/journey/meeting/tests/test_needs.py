"""A meeting is held until what everybody who comes needs has an answer that is in place."""

from functools import partial

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting import actions
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules import board, check_ready
from amends.journey.meeting.rules.confirming import across_sides
from amends.journey.meeting.rules.needs import check_needs
from amends.journey.meeting.tests.cast import confirm
from amends.journey.preparation.actions import add_need, meet_need

SIGN = {"kind": "language", "words": "Sign language interpreter"}


@pytest.mark.requirement("W8-384", "SS-041")
def test_a_need_without_an_answer_and_one_that_is_not_in_place_hold_the_meeting(ahead, coordinator):
    need = add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    for planned, lack in (("", "nothing is planned for it"), ("Agency asked", "not in place yet")):
        if planned:
            meet_need(by=coordinator, need=need, planned=planned, met_on=None)
        with pytest.raises(Refused) as refusal:
            confirm(coordinator, ahead)
        assert f"RP, person responsible: Sign language interpreter ({lack})" in str(refusal.value)
        assert "row 4" in refusal.value.source
        with pytest.raises(Refused, match="Sign language interpreter"):
            check_ready(ahead.case)
        assert f"RP: Sign language interpreter ({lack})" in [
            light.words for light in board(ahead.meeting).red
        ]
    meet_need(by=coordinator, need=need, planned="Booked", met_on=timezone.localdate())
    check_ready(ahead.case)
    assert confirm(coordinator, ahead).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("SS-041")
def test_whoever_sees_one_side_learns_nothing_of_what_the_other_needs(ahead, coordinator, facilitator):
    add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    ahead.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        meeting = Meeting.objects.select_related("case", "venue").get()
        with pytest.raises(Refused, match="still to be done") as refusal:
            across_sides(meeting.case, partial(check_needs, meeting))
        assert "Sign" not in f"{refusal.value} {[light.words for light in board(meeting).red]}"


def test_what_somebody_needs_who_does_not_come_holds_nothing(ahead, coordinator):
    invited = ahead.meeting.invitations.get(participant=ahead.responsible)
    need = add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    assert need.pk
    actions.answer(by=coordinator, invitation=invited, details={"answer": "no"})
    with pytest.raises(Refused, match="Both sides have to say"):
        confirm(coordinator, ahead)
