"""A partner's own case of the same person or incident: noticed, and answered before the screening ends."""

from datetime import date

import pytest
from django.urls import reverse

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.actions import Ruling, screen_referral
from amends.journey.eligibility.models import PartnerLikeness
from amends.journey.eligibility.queries.partner_cases import partner_matches
from amends.journey.eligibility.tests.test_screening import clear
from amends.journey.referral.content import load
from amends.service.sharing.actions import tell_case


@pytest.fixture
def fire(service):
    return Agency.objects.create(service=service, name="Essex Fire Service", kind=AgencyKind.FIRE)


def told(by, agency, **more):
    details = {
        "reference": "FB-112",
        "full_name": "Tamsin Teal",
        "date_of_birth": date(1990, 5, 9),
        "opened_on": date(2026, 1, 5),
    }
    return tell_case(by=by, agency=agency, details={**details, **more})


@pytest.fixture
def referral(service, coordinator):
    people = [
        {"full_name": "Hanna Lark", "side": "harmed", "consent": "given", "consent_how": "signed"},
        {"full_name": "Tamsin TEAL", "side": "responsible", "date_of_birth": "1990-05-09"},
    ]
    return clear(service, coordinator, people)


def screen(by, referral):
    return screen_referral(
        by=by, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
    )


@pytest.mark.requirement("EX-005")
def test_fire_service_case_of_the_same_person_must_be_answered_before_screening_ends(
    client, sign_in, coordinator, fire, referral
):
    case = told(coordinator, fire)
    signed_in = sign_in(client, coordinator)
    page = signed_in.get(reverse("eligibility:intake", args=[referral.number])).text
    assert "A partner may be working on it" in page
    assert "FB-112" in page
    with pytest.raises(Refused, match="Essex Fire Service FB-112"):
        screen(coordinator, referral)
    where = reverse("eligibility:partner_case", args=[referral.number, case.pk])
    signed_in.post(where, {"answer": "linked", "note": "Another fire"})
    assert PartnerLikeness.objects.get().answer == "linked"
    assert screen(coordinator, referral).pk


@pytest.mark.requirement("EX-005")
def test_closed_case_with_the_same_incident_number_is_noticed(coordinator, fire, service, referral):
    reference = referral.references.create(service=service, kind="other", value="EP-20260105-12")
    told(
        coordinator,
        fire,
        full_name="Somebody Else",
        incident_reference="ep 20260105 12",
        status="closed",
        closed_on=date(2026, 2, 1),
    )
    with pytest.raises(Refused, match="FB-112"):
        screen(coordinator, referral)
    reference.delete()
    assert screen(coordinator, referral).pk


def test_birthdays_that_nobody_knows_are_not_the_same(coordinator, fire, service, referral):
    referral.references.create(service=service, kind="other", value="EP-20260105-12")
    told(coordinator, fire, full_name="Hanna Lark", date_of_birth=None, incident_reference="EP-20260105-12")
    (match,) = partner_matches(referral, load(referral))
    assert match.alike == ("Same incident number",)


@pytest.mark.parametrize(
    "other", [{"date_of_birth": date(1991, 5, 9)}, {"full_name": "Tamsin Robin"}, {"incident_reference": "X"}]
)
def test_somebody_else_is_not_held_up(coordinator, fire, referral, other):
    told(coordinator, fire, **{"full_name": "Tamsin Robin", **other})
    assert screen(coordinator, referral).pk
