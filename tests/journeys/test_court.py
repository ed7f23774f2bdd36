"""The result of a hearing: asked of the writer, counted in working days, and heard of by the manager when it is late."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.delivery.jobs.reminders import remind_of_clocks
from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import as_clockwork, program
from amends.foundation.clock.models import Clock
from amends.journey.court.actions import (
    reporting,
)


@pytest.mark.requirement("W8-092")
@pytest.mark.parametrize("told_on_monday", [True, False])
def test_result_is_told_within_two_working_days(profile, writer, court, manager, service, told_on_monday):
    """A hearing on Thursday: Monday is in time, and on Tuesday the manager hears of it."""
    profile("hmpps-2023")
    thursday = dt.datetime(2027, 3, 4, 9, tzinfo=dt.UTC)
    program(service, "clockwork")
    with time_machine.travel(thursday, tick=False), acting_as(writer):
        report = reporting.begin_report(
            by=writer, service=service, court=court, hearing_on=thursday.date(), reference="T9"
        )
        clock = Clock.objects.get(name="order-notified")
        assert clock.owner == writer
    if told_on_monday:
        with time_machine.travel(thursday + dt.timedelta(days=4, hours=12), tick=False), acting_as(writer):
            reporting.tell_result(by=writer, report=report, details="12 months", requirement_made=True)
            clock.refresh_from_db()
            assert clock.ended == "met"
        return
    with time_machine.travel(dt.datetime(2027, 3, 9, 0, 15, tzinfo=dt.UTC), tick=False):
        with as_clockwork(service):
            remind_of_clocks(service, timezone.now())
        with acting_as(manager):
            assert manager.notices.filter(words__contains="is overdue").exists()
        with acting_as(writer):
            assert writer.notices.filter(words__contains="is overdue").exists()
            reporting.tell_result(by=writer, report=report, details="12 months", requirement_made=True)
            clock.refresh_from_db()
            assert clock.ended == "late"
