"""The example shows a meeting under the full series of risk assessments, and a keyworker's goals."""

import pytest

from amends.delivery.casefile.risk_papers import lines_of
from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.journey.meeting.models import Meeting
from amends.journey.preparation.models import Keywork
from amends.journey.risk.rules.standing import taking_part, what_is_missing


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_shows_the_risk_page_at_its_best():
    build([s for s in read_scenarios() if s.key in {"court_greenhouse", "custody"}], entries=False)
    with acting_as(User.objects.get(email="manager@example.org")):
        case = Case.objects.get(what="greenhouse emptied")
        assert Meeting.objects.get(case=case).state == Meeting.State.CONFIRMED
        assert what_is_missing(case, list(taking_part(case))) == []
        filled = {line.paper.key for line in lines_of(case) if line.copies}
        assert "meeting-risk-assessment" in filled
    keyworker = User.objects.get(email="keyworker@example.org")
    with acting_as(keyworker):
        assert Keywork.objects.get().keyworker == keyworker
