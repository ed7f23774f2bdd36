"""The example's court cases can be told: one in each setting, and reports to court."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.journey.court.models import CourtReport, Deferment, Enforcement, HearingResult, Phase, Sentence
from amends.journey.eligibility.models import TargetTest
from amends.journey.referral.models import Worksheet

AT_COURT = {
    "court_till",
    "court_tools",
    "court_prison",
    "court_licence",
    "report_written",
    "report_on_the_day",
    "report_followed",
    "report_not_followed",
    "target_open",
    "sheet",
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_court_cases_of_the_example_are_told():
    build([scenario for scenario in read_scenarios() if scenario.key in AT_COURT], entries=False)
    with acting_as(User.objects.get(email="coordinator@example.org")):
        assert set(Phase.objects.values_list("when", "setting")) == {
            ("before", "community"),
            ("after", "community"),
            ("after", "custody"),
        }
        assert set(Sentence.objects.values_list("vehicle", flat=True)) == {
            "community_order",
            "custody",
            "licence",
        }
        assert Deferment.objects.count() == Enforcement.objects.count() == 1
        assert CourtReport.objects.count() == 4
        assert set(HearingResult.objects.values_list("requirement_made", flat=True)) == {True, False}
        assert TargetTest.objects.get().overall == TargetTest.Overall.INCOMPLETE
        assert Worksheet.objects.get().report == Worksheet.Paper.NOT_AVAILABLE
