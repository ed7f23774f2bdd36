"""The example shows a meeting that waits for a decision, and why only in the file it concerns."""

import pytest
from django.utils import timezone

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.clock.models import Clock
from amends.journey.meeting.models import Doubt, Meeting


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_shows_a_meeting_on_hold():
    build([s for s in read_scenarios() if s.key == "weir"], entries=False)
    with acting_as(User.objects.get(email="manager@example.org")):
        meeting = Meeting.objects.get()
        assert meeting.is_on_hold
        assert meeting.starts_at > timezone.now()
        assert Doubt.objects.get(settled_at__isnull=True).kind == Doubt.Kind.UNSUITABLE
        assert Clock.objects.filter(name="meeting-on-hold", stopped_at__isnull=True).exists()
