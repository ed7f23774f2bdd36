"""A community remedy goes nowhere without both sides' agreement to be contacted; other kinds may say why not."""

import pytest

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.profiles import load_profile
from amends.journey.eligibility.actions import Ruling, ask_exception, screen_referral, send_back
from amends.journey.eligibility.tests.test_screening import again, clear

REMEDY = {"referral_type": "community_remedy", "consent_harmed": "given", "consent_responsible": "given"}


@pytest.mark.requirement("EX-127")
@pytest.mark.parametrize("side", ["consent_harmed", "consent_responsible"])
@pytest.mark.parametrize("said", ["refused", "not_sought"])
def test_community_remedy_without_one_yes_passes_with_no_reason_and_goes_back_to_the_officer(
    service, coordinator, manager, acting, side, said
):
    referral = clear(service, coordinator, facts={**REMEDY, side: said}, reasons=["community_remedy"])
    for by in (coordinator, manager):
        acting(by)
        with pytest.raises(Refused, match="needs both sides to agree"):
            screen_referral(
                by=by,
                referral=again(referral),
                ruling=Ruling(
                    "eligible", family="community_resolution", reason="The officer is sure that she will."
                ),
            )
        with pytest.raises(Refused, match="no exceptions"):
            ask_exception(by=by, referral=again(referral), reason="The officer is sure that she will.")
    acting(coordinator)
    screen_referral(
        by=coordinator, referral=again(referral), ruling=Ruling("not_suitable", reason="No consent.")
    )
    returned = send_back(by=coordinator, referral=again(referral), words="Please ask her first.")
    assert returned.status == "returned"


@pytest.mark.requirement("EX-127")
def test_no_service_can_soften_that_rule():
    for rule in ("remedy-refused", "remedy-not-asked"):
        assert load_profile("essex-2015").rule(rule).mandatory


@pytest.mark.requirement("EX-126")
def test_anti_social_behaviour_goes_on_when_somebody_could_not_be_asked(service, coordinator):
    people = [
        {"full_name": "Hanna Lark", "side": "harmed", "consent": "given"},
        {
            "full_name": "Rhys Finch",
            "side": "responsible",
            "age_note": "30",
            "consent": "not_sought",
            "consent_note": "He was not at home.",
        },
    ]
    asb = {
        "referral_type": "anti_social_behaviour",
        "consent_harmed": "given",
        "consent_responsible": "not_sought",
    }
    referral = clear(service, coordinator, people, facts=asb)
    screening = screen_referral(
        by=coordinator, referral=again(referral), ruling=Ruling("eligible", family="anti_social_behaviour")
    )
    assert screening.decision == "eligible"
