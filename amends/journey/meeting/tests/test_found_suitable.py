"""A meeting is planned only with people who were found suitable for one."""

import pytest

from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.rules.planning import check_can_plan
from amends.journey.suitability.tests.cast import judged


@pytest.mark.requirement("W8-307")
def test_no_meeting_is_planned_with_somebody_found_suitable_for_letters_only(coordinator, prepared):
    fence = prepared("meeting")
    judged(coordinator, fence.responsible, answers={"willing_to_meet": "no"}, indirect_only=True)
    with pytest.raises(Refused, match="not for a meeting"):
        check_can_plan(fence.case, "meeting")
