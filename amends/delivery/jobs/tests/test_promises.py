"""The facilitator who looks after a promise is reminded the set number of days before it is due."""

import datetime as dt

import pytest

from amends.delivery.jobs.reminders import remind_of_clocks
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.models import Clock
from amends.foundation.messages.models import Notice
from amends.foundation.policy.clocks import clock_definition
from amends.journey.agreement.tests.cast import drafted, final  # noqa: F401  (pytest finds fixtures by name)

A_WEEK = 7  # as policy/clocks says


@pytest.mark.requirement("SS-045")
def test_facilitator_is_reminded_before_a_promise_is_due(final, coordinator, service):  # noqa: F811  (the fixture)
    clock = Clock.objects.get(name="agreement-point-due")
    assert clock.due_at is not None
    assert clock.remind_at is not None
    days = (clock.due_at.date() - clock.remind_at.date()).days
    assert days == clock_definition("agreement-point-due").remind_before == A_WEEK
    told = Notice.objects.filter(user=coordinator, words__contains="is due on")
    with as_clockwork(service):
        remind_of_clocks(service, clock.remind_at - dt.timedelta(hours=1))
        assert not told.exists()
        remind_of_clocks(service, clock.remind_at + dt.timedelta(hours=1))
    assert told.exists()
