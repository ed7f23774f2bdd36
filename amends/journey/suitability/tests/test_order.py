"""Eligibility and suitability are two decisions, in this order, each with its author, its day and its reasons."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.eligibility.models import Screening
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.suitability.actions import judge
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.tests.cast import agreed, good, judged


@pytest.fixture
def screened(coordinator, a_case):
    """`screened("hold")`: the case's referral with one more screening, decided so from what is on file."""
    agreed(coordinator, a_case.harmed, a_case.responsible)
    referral = a_referral(a_case.case.service, case=a_case.case)

    def decide(decision):
        return Screening.objects.create(
            service=referral.service,
            referral=referral,
            profile="essex-2015",
            profile_version=1,
            facts={},
            outcome="eligible",
            explanations=[],
            family="criminal",
            decision=decision,
            reason="As the papers say.",
            screened_by=coordinator,
        )

    return decide


@pytest.mark.requirement("W8-059")
@pytest.mark.parametrize("decision", [None, "hold", "transfer", "not_suitable"])
@pytest.mark.parametrize("outcome", ["suitable", "not_yet", "not_suitable"])
def test_no_result_is_entered_before_the_case_is_eligible(
    desk, coordinator, a_case, screened, decision, outcome
):
    if decision:
        screened("eligible")
        screened(decision)
    with pytest.raises(Refused, match="only of somebody who is eligible"):
        judged(
            coordinator,
            a_case.responsible,
            outcome=outcome,
            grounds=["safety"],
            interviewed_on=timezone.localdate(),
        )
    assert desk.get(reverse("suitability:judge", args=[a_case.responsible.pk, "visit"])).status_code == 404
    assert not Judgement.objects.exists()


@pytest.mark.requirement("W8-059")
@pytest.mark.parametrize(
    ("made_as", "refusal"), [("paper", AnswersRefused), ("visit", AnswersRefused), ("manager", Refused)]
)
def test_suitable_cannot_be_chosen_without_an_interview_or_an_assessment_by_staff(
    client, sign_in, manager, a_case, screened, acting, made_as, refusal
):
    screened("eligible")
    acting(manager)
    findings = good(a_case.responsible, made_as)
    findings = type(findings)(outcome="suitable", basis=findings.basis, both_agree=True)
    with pytest.raises(refusal):
        judge(by=manager, participant=a_case.responsible, made_as=made_as, findings=findings)
    address = reverse("suitability:judge", args=[a_case.responsible.pk, made_as])
    page = sign_in(client, manager).post(address, {"outcome": "suitable", "basis": "A good name."})
    assert page.status_code == 200
    assert not Judgement.objects.exists()


@pytest.mark.requirement("W8-059")
def test_each_decision_has_its_own_author_day_and_reasons(coordinator, manager, a_case, screened):
    eligible = screened("eligible")
    suitable = judged(coordinator, a_case.responsible, basis="Met him twice.")
    for row, by, at, why in (
        (eligible, eligible.screened_by, eligible.screened_at, eligible.reason),
        (suitable, suitable.judged_by, suitable.judged_at, suitable.basis),
    ):
        assert (by, bool(at), bool(why)) == (coordinator, True, True), row
    assert eligible.reason != suitable.basis
    suitable.pk, suitable.basis = None, ""
    with pytest.raises(ValidationError):
        suitable.full_clean()
