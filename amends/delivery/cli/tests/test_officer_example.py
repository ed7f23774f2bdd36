"""The example shows what an officer talked through with somebody before referring them: in the pack of that side."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Side
from amends.journey.allocation.models import PackItem


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_has_a_pack_with_the_benefits_that_were_talked_through(run_database):
    build([s for s in read_scenarios() if s.key == "from_supervision"], entries=False)
    with acting_as(User.objects.get(email="coordinator@example.org")):
        item = PackItem.objects.get(title__startswith="Benefits that were talked through")
        assert item.included
        assert item.issued_version
        assert item.file is not None
        assert item.file.side == Side.RESPONSIBLE
        assert "Putting something right" in item.words
