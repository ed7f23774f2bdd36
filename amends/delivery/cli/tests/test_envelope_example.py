"""The example shows an envelope that may say where it goes back to, as its reader chose."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.messages.models import Envelope
from amends.foundation.messages.posting_actions import papers_in


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_has_an_envelope_that_says_where_it_goes_back_to(run_database):
    build([s for s in read_scenarios() if s.key == "doorbell"], entries=False)
    with acting_as(User.objects.get(email="coordinator@example.org")):
        line = papers_in(Envelope.objects.get())
        assert "where it goes back to" in line.window
        assert line.card is not None
        assert line.card.envelope == "Plain, written by hand"
