"""What a new version of the rules does to referrals: shown before it holds, and never to what was decided."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.policy.deriving import add_rule, switch_off
from amends.journey.eligibility.actions import Ruling, screen_referral
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.rules import check_is_screened, profile_for
from amends.journey.eligibility.tests.test_screening import clear
from amends.journey.referral.facts import facts_of
from amends.service.rulebook import actions

RULE = {
    "id": "in-custody",
    "outcome": "not_eligible",
    "when": {"setting": ["custody"]},
    "source": "Our board",
    "words": "We have no way into prisons.",
    "opens": "An agreement with the prison.",
}


@pytest.fixture
def version(acting, manager, service):
    """A draft in which a rule of the service's own shuts out cases in custody."""
    acting(manager)
    draft = actions.begin_version(by=manager, service=service, base="essex-2015")
    return actions.change_version(by=manager, version=draft, change=lambda text: add_rule(text, RULE))


def agree(acting, service, manager, version):
    actions.ask_for_agreement(
        by=manager, version=version, reason="The prison has no room.", effective_from=timezone.localdate()
    )
    other = make_user("Sec Ond", "service_manager", service)
    acting(other)
    decide_approval(by=other, approval=Approval.objects.get(subject=version.subject), approve=True)


def test_preview_lists_what_would_be_decided_differently(version, manager, service, sign_in):
    inside = clear(service, manager, facts={"setting": "custody"})
    outside = clear(service, manager)
    page = sign_in(Client(), manager).get(reverse("eligibility:preview", args=[version.pk]))
    assert inside.number in page.text
    assert outside.number not in page.text
    assert "1 of 2 open referrals and cases" in page.text
    assert "local-in-custody" in page.text


def test_a_screening_keeps_the_version_it_was_made_under(version, manager, service, acting, coordinator):
    acting(coordinator)
    referral = clear(service, coordinator, facts={"setting": "custody"})
    screening = screen_referral(
        by=coordinator, referral=referral, ruling=Ruling("eligible", family="criminal_offence")
    )
    assert (screening.profile, screening.profile_version) == ("essex-2015", 1)
    acting(manager)
    agree(acting, service, manager, version)
    acting(coordinator)
    assert profile_for(referral).name == "essex-2015-esx"
    assert Desk(coordinator, referral).decision.outcome == "not_eligible"
    screening.refresh_from_db()
    assert (screening.profile, screening.profile_version, screening.outcome) == ("essex-2015", 1, "eligible")
    assert check_is_screened(screening, facts_of(referral)) == screening


def test_the_case_is_decided_anew_under_the_new_version(version, manager, service, acting, coordinator):
    agree(acting, service, manager, version)
    acting(coordinator)
    referral = clear(service, coordinator, facts={"setting": "custody"})
    again = screen_referral(
        by=coordinator, referral=referral, ruling=Ruling("not_suitable", family="", reason="In custody")
    )
    assert (again.profile, again.profile_version, again.rules) == ("essex-2015-esx", 1, ["local-in-custody"])


def test_referrers_read_the_rules_in_force_and_those_before(version, manager, service, acting):
    agree(acting, service, manager, version)
    acting(None)
    page = Client().get(reverse("public:criteria", args=[service.prefix]))
    assert "We have no way into prisons." in page.text
    assert "Version 1, from 1 April 2015" in page.text


def test_guidance_that_is_switched_off_no_longer_sends_on(acting, manager, service, coordinator):
    acting(manager)
    draft = actions.begin_version(by=manager, service=service, base="essex-2015")
    version = actions.change_version(
        by=manager, version=draft, change=lambda text: switch_off(text, "fire-service")
    )
    agree(acting, service, manager, version)
    acting(coordinator)
    referral = clear(service, coordinator, facts={"fits_fire_service": True})
    assert Desk(coordinator, referral).decision.outcome == "eligible"


@pytest.mark.requirement("SS-007")
def test_criteria_are_dated_published_and_each_case_keeps_those_it_was_tested_against(
    acting, manager, service, coordinator, sign_in
):
    service.profile = "hmpps-2023"
    service.save()
    acting(coordinator)
    known = {"accepts_basic_facts": True, "contact_prohibited": False, "sexual_offence": True}
    before = clear(service, coordinator, facts=known)
    reason = "She is afraid."
    kept = screen_referral(
        by=coordinator, referral=before, ruling=Ruling("not_suitable", reason=reason, grounds=["risk"])
    )
    acting(manager)
    draft = actions.begin_version(by=manager, service=service, base="hmpps-2023")
    area = {**RULE, "id": "area", "when": {"outside_area": [True]}, "words": "They live outside our area."}
    version = actions.change_version(by=manager, version=draft, change=lambda text: add_rule(text, area))
    agree(acting, service, manager, version)
    acting(coordinator)
    page = sign_in(Client(), coordinator).get(reverse("eligibility:intake", args=[before.number])).text
    assert "hmpps-2023 version 1 said" in page
    assert "version 1, in force since" in page
    after = clear(service, coordinator, facts={**known, "outside_area": True})
    assert Desk(coordinator, after).profile.name == "hmpps-2023-esx"
    assert "local-area" in Desk(coordinator, after).decision.rules
    kept.refresh_from_db()
    assert (kept.profile, kept.profile_version) == ("hmpps-2023", 1)
    version.refresh_from_db()
    assert (version.made_by, version.effective_from) == (manager, timezone.localdate())
    public = Client().get(reverse("public:criteria", args=[service.prefix])).text
    assert "They live outside our area." in public
    assert "OGRS score lies outside 25 to 74" in public
