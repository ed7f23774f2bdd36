"""A meeting falls inside a deferment of sentence, or a manager lets it stand."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions.deferring import ask_after_deferment, defer
from amends.journey.court.models import DefermentModel
from amends.journey.meeting import actions
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.tests.cast import at, in_the_hall


@pytest.fixture
def deferred(prepared, coordinator, court):
    """`deferred(until, model)`: the prepared fence case with a deferred sentence."""

    def make(until, model):
        fence = prepared()
        with acting_as(coordinator):
            fence.case.profile = "noms-2013"
            fence.case.save(update_fields=["profile"])
            found = defer(
                by=coordinator,
                case=fence.case,
                court=court,
                starts_on=timezone.localdate() - dt.timedelta(days=30),
                until=until,
                model=model,
                report_on=until - dt.timedelta(days=1),
                reparation_until=until + dt.timedelta(days=60) if model == "split" else None,
            )
        return fence, found

    return make


@pytest.mark.requirement("W8-051")
@pytest.mark.parametrize("model", DefermentModel.values)
def test_meeting_after_the_deferment_needs_the_manager(deferred, coordinator, manager, hall, model):
    meeting_day = timezone.localtime(at(14)).date()
    fence, deferment = deferred(meeting_day - dt.timedelta(days=1), model)
    with acting_as(coordinator):
        with pytest.raises(Refused, match="Sentence is deferred until") as refusal:
            actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
        assert refusal.value.field == "day"
        asked = ask_after_deferment(by=coordinator, deferment=deferment, why="She is abroad until then")
        with pytest.raises(Refused):
            actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    with acting_as(manager):
        decide_approval(by=manager, approval=asked, approve=True)
    with acting_as(coordinator):
        assert actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("W8-051")
def test_meeting_inside_the_deferment_is_planned_and_not_moved_out_of_it(deferred, coordinator, hall):
    meeting_day = timezone.localtime(at(14)).date()
    fence, _ = deferred(meeting_day, "split")
    with acting_as(coordinator):
        meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
        later = in_the_hall(hall, at(14, days=5), at(16, days=5))
        with pytest.raises(Refused, match="Sentence is deferred until"):
            actions.change(by=coordinator, meeting=meeting, wanted=later)
        assert Meeting.objects.get().starts_at == at(14)
