"""The target criteria: each tested on what is recorded, and never failed because something is not known."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.approval.models import Approval
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.deriving import switch_off
from amends.journey.eligibility import actions
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.models import TargetTest
from amends.journey.eligibility.queries.queue import VIEWS, waiting
from amends.journey.eligibility.queries.target import standing_of
from amends.journey.eligibility.rules import profile_for
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.referral.actions import state_facts
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import ReferralPerson
from amends.service.rulebook.tests.cast import own_version

LAST_YEAR = date(2025, 6, 2)


@pytest.fixture
def hmpps(service):
    service.profile = "hmpps-2023"
    service.save()
    return service


@pytest.fixture
def referral(hmpps, coordinator):
    """Nothing stands against it; nothing is known yet of the target criteria."""
    return clear(
        hmpps,
        coordinator,
        facts={
            "responsibility": "some",
            "contact_prohibited": False,
            "hate_or_extremism": False,
            "organised_crime": False,
            "high_profile": False,
            "vulnerability_concern": False,
            "victim_under_18": False,
            "mappa_level": 1,
        },
    )


def convict(by, referral, offence, kind, **more):
    return actions.add_conviction(
        by=by, referral=referral, offence=offence, convicted_on=LAST_YEAR, kind=kind, **more
    )


def score(by, referral, value, on=None):
    return actions.record_score(
        by=by, referral=referral, value=value, scored_on=on or timezone.localdate(), predictor="OGRS3"
    )


def accepts(by, referral, answer="yes", **more):
    said = {"judged_by": "Officer Lark", "judged_on": LAST_YEAR, "basis": "Talk", **more}
    return actions.judge_basic_facts(by=by, referral=referral, accepts=answer, **said)


def standing(referral):
    return standing_of(referral, profile_for(referral), facts_of(referral))


def results(referral):
    return {criterion.rule: criterion.result for criterion in standing(referral).criteria}


def fill_all_but_the_score(by, referral):
    convict(by, referral, "Burglary", "property", is_index=True)
    convict(by, referral, "Assault", "violence")
    accepts(by, referral)
    person = ReferralPerson.objects.get(referral=referral, side="harmed")
    actions.link_victim(by=by, referral=referral, person=person, how_known="Charge sheet")


@pytest.mark.requirement("PF-018")
@pytest.mark.parametrize(("value", "overall"), [(24, "not_met"), (25, "met"), (74, "met"), (75, "not_met")])
def test_all_four_are_needed_and_both_ends_count(referral, coordinator, value, overall):
    fill_all_but_the_score(coordinator, referral)
    score(coordinator, referral, value)
    kept = actions.record_target_test(by=coordinator, referral=referral)
    assert (kept.overall, kept.tested_on) == (overall, timezone.localdate())
    assert len(kept.results) == 4
    assert (kept.profile, kept.profile_version) == ("hmpps-2023", 1)


@pytest.mark.requirement("PF-018")
def test_one_conviction_is_marked_as_the_failing_line(referral, coordinator):
    convict(coordinator, referral, "Burglary", "property", is_index=True)
    score(coordinator, referral, 50)
    accepts(coordinator, referral)
    actions.link_victim(
        by=coordinator, referral=referral, organisation="Corner shop", contact="The manager", how_known="Log"
    )
    assert standing(referral).overall == "not_met"
    assert [rule for rule, said in results(referral).items() if said == "Not met"] == ["few-convictions"]


@pytest.mark.requirement("PF-019")
def test_a_blank_score_is_incomplete_and_on_the_list_to_complete(referral, coordinator, hmpps):
    fill_all_but_the_score(coordinator, referral)
    kept = actions.record_target_test(by=coordinator, referral=referral)
    assert kept.overall == TargetTest.Overall.INCOMPLETE
    assert results(referral)["ogrs-outside"] == "Not known yet"
    assert referral in waiting(coordinator, hmpps, VIEWS["complete"])
    score(coordinator, referral, 50)
    actions.record_target_test(by=coordinator, referral=referral)
    assert referral not in waiting(coordinator, hmpps, VIEWS["complete"])


@pytest.mark.requirement("PF-019")
def test_an_old_score_is_not_known_and_keeps_its_day_and_predictor(referral, coordinator):
    fill_all_but_the_score(coordinator, referral)
    old = score(coordinator, referral, 50, timezone.localdate() - timedelta(days=500))
    assert results(referral)["ogrs-outside"] == "Not known yet"
    assert standing(referral).overall == "incomplete"
    new = score(coordinator, referral, 10)
    old.refresh_from_db()
    assert (old.value, old.predictor, standing(referral).score) == (50, "OGRS3", new)


@pytest.mark.requirement("PF-020")
def test_violence_and_property_are_counted_together_with_a_list(referral, coordinator, client, sign_in):
    convict(coordinator, referral, "Burglary of a shop", "property")
    convict(coordinator, referral, "Assault", "violence")
    convict(coordinator, referral, "Fraud", "other")
    assert facts_of(referral)["violence_property_convictions"] == 2
    assert results(referral)["few-convictions"] == "Met"
    page = sign_in(client, coordinator).get(reverse("eligibility:target", args=[referral.number])).text
    assert "Burglary of a shop" in page
    assert page.count("Not counted") == 1


@pytest.mark.requirement("PF-020")
def test_a_sexual_conviction_opens_the_sensitive_route_instead_of_counting(referral, coordinator):
    accepts(coordinator, referral)
    convict(coordinator, referral, "Burglary", "property")
    convict(coordinator, referral, "Sexual assault", "sexual")
    assert results(referral)["few-convictions"] == "Not met"
    assert Desk(coordinator, again(referral)).decision.rules == ("sexual-offence",)
    assert Desk(coordinator, again(referral)).decision.outcome == "oversight"


@pytest.mark.requirement("PF-021")
def test_a_tick_without_a_victim_is_incomplete_and_an_organisation_clears_it(referral, coordinator):
    convict(coordinator, referral, "Shop theft", "property", is_index=True)
    convict(coordinator, referral, "Assault", "violence")
    accepts(coordinator, referral)
    score(coordinator, referral, 50)
    assert facts_of(referral)["identifiable_victim"] is True
    found = next(c for c in standing(referral).criteria if c.rule == "no-victim")
    assert found.met is None
    assert "Link a victim" in found.asks
    assert standing(referral).overall == "incomplete"
    actions.link_victim(
        by=coordinator,
        referral=referral,
        organisation="Corner shop",
        contact="Its manager, 01632 960 123",
        how_known="Police log",
    )
    assert results(referral)["no-victim"] == "Met"
    assert standing(referral).overall == "met"


def test_page_says_what_has_to_be_so_and_why_only_where_it_is_not(referral, coordinator, client, sign_in):
    fill_all_but_the_score(coordinator, referral)
    score(coordinator, referral, 12)
    actions.record_target_test(by=coordinator, referral=referral)
    page = sign_in(client, coordinator).get(reverse("eligibility:target", args=[referral.number])).text
    assert "At least two convictions for violence or against property" in page
    assert "fewer than two convictions" not in page
    assert "The OGRS score lies outside 25 to 74" in page
    assert "An OGRS score from 25 to 74: not met (12)" in page


def test_criterion_that_the_service_has_switched_off_is_none_of_theirs(
    referral, coordinator, hmpps, manager, acting
):
    own_version(hmpps, "hmpps-2023", manager, lambda text: switch_off(text, "ogrs-outside"))
    acting(coordinator)
    fill_all_but_the_score(coordinator, referral)
    fresh = again(referral)
    assert "ogrs-outside" not in results(fresh)
    assert standing(fresh).overall == "met"


def test_rules_without_target_criteria_offer_no_test(coordinator, service, client, sign_in):
    plain = clear(service, coordinator)
    page = sign_in(client, coordinator).get(reverse("eligibility:target", args=[plain.number])).text
    assert "These rules have no target criteria." in page
    assert "Record the test" not in page
    assert "Incomplete" not in page


def test_an_organisation_without_a_contact_is_no_victim(referral, coordinator):
    convict(coordinator, referral, "Shop theft", "property", is_index=True)
    with pytest.raises(ValidationError, match="somebody to talk to"):
        actions.link_victim(by=coordinator, referral=referral, organisation="Corner shop", how_known="Log")


@pytest.mark.requirement("PF-022")
def test_acceptance_counts_whatever_the_plea_was_and_the_start_up_scheme_says_no(
    referral, coordinator, service
):
    tried = {"court_stage": "sentenced", "plea": "not_guilty_tried"}
    state_facts(by=coordinator, referral=referral, facts=tried)
    accepts(coordinator, referral, "no", plea="not_guilty_tried")
    assert results(referral)["facts-denied"] == "Not met"
    accepts(coordinator, referral, "yes", plea="not_guilty_tried", remorse="None said")
    assert results(referral)["facts-denied"] == "Met"
    assert len(standing(referral).judgements) == 2
    service.profile = "noms-2013"
    service.save()
    states = {
        each.rule.id: each.state.value for each in Desk(coordinator, again(referral)).decision.explanations
    }
    assert states["tried-after-denial"] == "fires"
    assert Desk(coordinator, again(referral)).decision.outcome == "not_eligible"


def test_disputed_points_leave_it_open(referral, coordinator):
    accepts(coordinator, referral, "disputed", disputed="Who began it")
    assert results(referral)["facts-denied"] == "Not known yet"


def test_a_day_to_come_is_refused(referral, coordinator):
    with pytest.raises(Refused, match="still to come"):
        score(coordinator, referral, 50, timezone.localdate() + timedelta(1))


@pytest.mark.requirement("PF-091")
def test_outside_the_criteria_it_goes_on_with_reasons_and_the_line_managers_agreement(referral, coordinator):
    fill_all_but_the_score(coordinator, referral)
    score(coordinator, referral, 12)
    with pytest.raises(Refused, match="say why it is eligible"):
        actions.screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=actions.Ruling("eligible", family="criminal_offence"),
        )
    done = actions.screen_referral(
        by=coordinator,
        referral=again(referral),
        ruling=actions.Ruling(
            "eligible", family="criminal_offence", reason="He has changed his life and wrote to us himself."
        ),
    )
    assert done.outside_criteria
    assert "line manager" in Approval.objects.get(subject=done.subject).question


def test_pages_keep_what_was_typed(referral, coordinator, client, sign_in):
    page = sign_in(client, coordinator)
    day = {"convicted_on_day": 2, "convicted_on_month": 6, "convicted_on_year": 2025}
    page.post(
        reverse("eligibility:target_conviction", args=[referral.number]),
        {"offence": "Burglary", "kind": "property", "is_index": "on", **day},
    )
    shown = page.get(reverse("eligibility:target", args=[referral.number])).text
    assert "Burglary (this referral)" in shown
    page.post(reverse("eligibility:record_target_test", args=[referral.number]))
    assert TargetTest.objects.get().overall == "not_met"
    assert (
        reverse("eligibility:target", args=[referral.number])
        in page.get(reverse("eligibility:intake", args=[referral.number])).text
    )
