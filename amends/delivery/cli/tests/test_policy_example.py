"""The example shows every page of rules, planning and remedies with something on it."""

import pytest
from django.utils import timezone

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.clock.models import AnnouncedHoliday
from amends.foundation.clock.working_days import set_announced
from amends.insight.scoping.models import Run
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.finding.models import Candidate, Extract, Reading, Rejected
from amends.journey.referral.models import LocalOption, PolicingArea, ReferralSettings
from amends.journey.remedy.models import ContractAction, Placement, PlacementUse
from amends.journey.suitability.models import Score
from amends.service.rulebook.models import ProfileVersion

KEYS = {"seedlings", "park_bench", "other_shoes", "court_tools"}


@pytest.fixture
def usual_holidays():
    yield
    set_announced(frozenset())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rules_plans_and_remedies_of_the_example_are_told(usual_holidays):
    build([scenario for scenario in read_scenarios() if scenario.key in KEYS], entries=False)
    with acting_as(User.objects.get(email="coordinator@example.org")):
        assert list(ProfileVersion.objects.order_by("version").values_list("state", flat=True)) == [
            "approved",
            "asked",
        ]
        assert AnnouncedHoliday.objects.get().day > timezone.localdate()
        assert (LocalOption.objects.count(), PolicingArea.objects.count(), Placement.objects.count()) == (
            14,
            3,
            3,
        )
        assert ReferralSettings.objects.get().is_published
        assert Extract.objects.get().state == Extract.State.DONE
        assert Rejected.objects.values("row").distinct().count() == 4
        assert {"eligible", "check_file"} <= set(Candidate.objects.values_list("result", flat=True))
        assert Reading.objects.filter(read_at__isnull=False).count() == 1
        assert [run.finished_at is None for run in Run.objects.order_by("pk")] == [False, True]
        assert set(ContractAction.objects.values_list("state", flat=True)) == {"done", "open", "breached"}
        assert PlacementUse.objects.get().attended == 1
        assert set(Score.objects.values_list("instrument", flat=True)) == {"ogrs3", "arp"}
        assert {row.is_rj for row in ListedService.objects.all()} == {True, False}
        assert AwarenessWork.objects.get().state == "begun"
