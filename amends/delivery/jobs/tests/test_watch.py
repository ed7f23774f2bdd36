"""What is watched from minute to minute, and whom the ordinary reminders leave alone."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.delivery.jobs.reminders import remind_of_clocks
from amends.delivery.jobs.tasks import watch
from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.models import Clock
from amends.foundation.messages.models import Notice
from amends.journey.safeguarding.actions.raising import Report, raise_concern
from amends.journey.safeguarding.models import Concern

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised(facilitator, manager, service):
    with acting_as(facilitator):
        report = Report(kind="child", words="A bruise.")
        return raise_concern(by=facilitator, service=service, report=report)


def test_reminders_of_a_concern_go_to_nobody_else(raised, coordinator, service):
    with as_clockwork(service):
        remind_of_clocks(service, timezone.now() + dt.timedelta(days=3))
    with acting_as(coordinator):
        assert not Notice.objects.filter(user=coordinator).exists()


def test_the_minute_after_the_hour_the_manager_hears_of_it(raised, manager, service):
    with as_clockwork(service):
        past = timezone.now() - dt.timedelta(hours=2)
        Clock.objects.filter(name="safeguarding-receipt").update(
            started_at=past, due_at=past + dt.timedelta(hours=1)
        )
    watch(timestamp=0)
    with acting_as(manager):
        assert Concern.objects.get().escalated_at is not None
        assert Notice.objects.filter(user=manager, words__contains="its time is over").exists()
