"""The nine sensitive or complex factors of the framework: each asked by itself, none left open."""

from typing import cast

import pytest
from django.forms import ChoiceField
from django.utils import timezone

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import screen
from amends.foundation.policy.tests.test_screening import ORDINARY
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.fact_forms import FactsForm
from amends.journey.eligibility.rules import check_may_be_eligible
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.referral.actions import state_facts
from amends.journey.referral.models import ReferralFact

HMPPS = load_profile("hmpps-2023")
FACTORS = {
    "sexual_offence": True,
    "domestic_abuse": True,
    "victim_under_18": True,
    "hate_or_extremism": True,
    "loss_of_life": True,
    "organised_crime": True,
    "high_profile": True,
    "mappa_level": 2,
    "vulnerability_concern": True,
}
NONE = {**ORDINARY, **dict.fromkeys(FACTORS, False), "mappa_level": 1}


@pytest.mark.requirement("PF-031")
@pytest.mark.parametrize("factor", FACTORS)
def test_one_yes_makes_it_sensitive_and_one_not_known_holds_it(factor):
    assert screen(HMPPS, NONE).outcome == "eligible"
    assert screen(HMPPS, {**NONE, factor: FACTORS[factor]}).outcome == "oversight"
    unknown = {**NONE, factor: None}
    decision = screen(HMPPS, unknown)
    assert (decision.outcome, decision.missing) == ("need_facts", (factor,))
    with pytest.raises(Refused, match="Facts are missing"):
        check_may_be_eligible(HMPPS, unknown, reason="It is ordinary.")


@pytest.mark.requirement("PF-031")
@pytest.mark.django_db
def test_each_is_a_question_of_its_own_with_who_answered_and_when(service, coordinator):
    service.profile = "hmpps-2023"
    service.save()
    referral = a_referral(service)
    form = FactsForm(desk=Desk(coordinator, referral))
    for factor in FACTORS:
        asked = form.fields[factor]
        assert not asked.required, factor  # left empty it is not known
        if isinstance(asked, ChoiceField):
            assert [value for value, _ in cast("list[tuple[str, str]]", asked.choices)] == [
                "",
                "true",
                "false",
            ]
    state_facts(by=coordinator, referral=referral, facts={"organised_crime": True}, said_by="coordinator")
    row = ReferralFact.objects.get(referral=referral, name="organised_crime")
    assert row.recorded_by == coordinator
    assert row.recorded_at <= timezone.now()
