"""Nothing passes between the two sides before everybody's plan is signed and nothing waits for the manager."""

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.indirect import actions
from amends.journey.indirect.tests.cast import a_letter, passed
from amends.journey.safeguarding.actions.harm import check_harm
from amends.journey.safeguarding.actions.plans import sign_plan, write_plan

pytestmark = pytest.mark.django_db
PLAN = {"risks": "Hard words.", "controls": "Read it with her.", "way_out": "She stops whenever she wants."}


@pytest.mark.requirement("SS-040")
@pytest.mark.requirement("SS-029")
def test_a_letter_is_not_released_before_plans_are_signed_and_findings_settled(
    communicating, coordinator, manager
):
    fence = communicating("letters")
    with acting_as(coordinator):
        draft = passed(coordinator, manager, a_letter(coordinator, fence))
        plans = [write_plan(by=coordinator, participant=fence.harmed, details=PLAN)]
        with pytest.raises(Refused, match="Without a safety plan"):
            actions.release(by=coordinator, draft=draft)
        plans.append(write_plan(by=coordinator, participant=fence.responsible, details=PLAN))
        with acting_as(manager):
            for plan in plans:
                sign_plan(by=manager, plan=plan)
        found = dict.fromkeys(("secondary", "repeated", "intimidation"), "none")
        found |= {"retaliation": "possible", "retaliation_comment": "His friends.", "interest": "Hers."}
        check_harm(by=coordinator, participant=fence.harmed, answers=found)
        with pytest.raises(Refused, match="waits for the manager"):
            actions.release(by=coordinator, draft=draft)
