"""What somebody responsible is: convicted in one of three ways, or somebody who has admitted the harm."""

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.journey.allocation.actions import set_weight
from amends.journey.court.actions import sentencing
from amends.journey.court.rules.glossary import CONVICTED, OffenderStatus, offender_status
from amends.journey.court.tests.cast import details, in_days
from amends.journey.eligibility.tests.referrals import a_referral


@pytest.mark.requirement("W8-392")
@pytest.mark.parametrize(
    ("court_stage", "setting", "wanted"),
    [
        ("none", "", "pre_conviction"),
        ("charged", "", "pre_conviction"),
        ("awaiting_trial", "", "pre_conviction"),
        ("awaiting_sentence", "", "awaiting_sentence"),
        ("sentenced", "", "community"),
        ("sentenced", "custody", "custody"),
    ],
)
def test_status_follows_the_court_stage_of_the_referral(
    a_case, service, coordinator, acting, court_stage, setting, wanted
):
    acting(coordinator)
    a_referral(
        service, case=a_case.case, status="accepted", court_stage=court_stage, decided_at=timezone.now()
    )
    if setting:
        set_weight(by=coordinator, case=a_case.case, details={"setting": setting})
    assert offender_status(a_case.case) == wanted
    assert (offender_status(a_case.case) in CONVICTED) == (wanted != "pre_conviction")


@pytest.mark.requirement("W8-392")
def test_last_sentence_entered_counts_before_what_the_referral_said(noms, coordinator, writer):
    with acting_as(coordinator):
        for vehicle, day, wanted in (
            ("custody", -9, OffenderStatus.CUSTODY),
            ("licence", -1, OffenderStatus.COMMUNITY),
        ):
            sentence = details(vehicle=vehicle, restorative=False, passed_on=in_days(day), officer=writer)
            sentencing.enter_sentence(by=coordinator, participant=noms.responsible, details=sentence)
            assert offender_status(noms.case) == wanted
