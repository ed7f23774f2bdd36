"""A meeting is planned only with people who were found suitable for one."""

import pytest
from django.utils import timezone

from amends.foundation.case.actions import take_step
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting import actions
from amends.journey.meeting.rules.planning import check_can_plan
from amends.journey.suitability.tests.cast import judged


@pytest.mark.requirement("W8-307")
def test_no_meeting_is_planned_with_somebody_found_suitable_for_letters_only(coordinator, prepared):
    fence = prepared("meeting")
    judged(coordinator, fence.responsible, answers={"willing_to_meet": "no"}, indirect_only=True)
    with pytest.raises(Refused, match="not for a meeting"):
        check_can_plan(fence.case, "meeting")


@pytest.mark.requirement("W8-070")
def test_whoever_turns_out_to_mean_harm_stops_the_step_and_the_meeting_that_was_planned(coordinator, ahead):
    harm = {"means_harm": "yes", "means_harm_comment": "She will pay for this."}
    judged(coordinator, ahead.responsible, answers=harm, interviewed_on=timezone.localdate())
    with pytest.raises(Refused, match="not possible yet"):
        take_step(by=coordinator, case=ahead.case, verb="begin_communication")
    for act in (
        lambda: check_can_plan(ahead.case, "meeting"),
        lambda: actions.confirm(by=coordinator, meeting=ahead.meeting),
    ):
        with pytest.raises(Refused, match="has been found not suitable"):
            act()
    judged(coordinator, ahead.responsible)
    assert actions.confirm(by=coordinator, meeting=ahead.meeting).state == "confirmed"
