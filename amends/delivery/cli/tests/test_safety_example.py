"""The example shows a concern that waits, one that was passed on, and who they go to."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.journey.safeguarding.models import Concern, Officer


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_tells_of_two_concerns():
    build([s for s in read_scenarios() if s.key in {"orchard", "playground", "gate"}], entries=False)
    with acting_as(User.objects.get(email="manager@example.org")):
        assert set(Officer.objects.values_list("part", flat=True)) == {"lead", "deputy"}
        assert sorted(Concern.objects.values_list("decision", flat=True)) == ["", "referred"]
