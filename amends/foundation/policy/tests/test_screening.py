from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.foundation.policy.conditions import answer
from amends.foundation.policy.facts import BadFactError, Facts, Value, facts_table
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.profiles import Profile, load_profile
from amends.foundation.policy.screening import Decision, State, screen
from amends.foundation.policy.tests.arbitrary import ALL_PROFILES, some_facts, values_of

REFERRALS = sorted((Path(__file__).parents[4] / "tests/data/referrals").glob("*.expected.yaml"))

ORDINARY: Facts = {
    "responsible_under_18": False,
    "victim_under_18": False,
    "offence_category": "acquisitive",
    "identifiable_victim": True,
    "plea": "guilty",
    "child_abuse": False,
    "domestic_abuse": False,
    "sexual_offence": False,
    "loss_of_life": False,
    "seriousness": "medium",
    "tier": 3,
    "initiated_by": "offender",
    "accepts_basic_facts": True,
    "contact_prohibited": False,
    "hate_or_extremism": False,
    "organised_crime": False,
    "high_profile": False,
    "mappa_level": 1,
    "vulnerability_concern": False,
    "ogrs": 50,
    "violence_property_convictions": 2,
}


HUB: Facts = {
    "referral_type": "low_level_crime",
    "referrer_kind": "police",
    "responsible_under_18": False,
    "fits_fire_service": False,
    "domestic_abuse": False,
    "sexual_offence": False,
    "serious_or_complex": False,
    "loss_of_life": False,
    "setting": "community",
    "willing": True,
    "criminal_or_asb_element": True,
    "clear_roles": True,
    "responsibility": "full",
    "consent_harmed": "given",
    "consent_responsible": "given",
    "court_stage": "none",
}
DISPUTE = {
    "referral_type": "neighbour_dispute",
    "clear_roles": False,
    "both_accept_some_responsibility": True,
}
REMEDY = {"referral_type": "community_remedy"}


def decide(name: str, **changes: Value | None) -> Decision:
    return screen(load_profile(name), {**ORDINARY, **changes})


@pytest.mark.parametrize("file", REFERRALS, ids=lambda file: file.name.removesuffix(".expected.yaml"))
def test_a_referral_gets_the_decision_a_careful_coordinator_gives_it(file):
    expected = yaml.safe_load(file.read_text())
    decision = screen(load_profile("essex-2015"), expected["facts"])
    assert decision.outcome == expected["decision"]
    assert list(decision.missing) == expected.get("missing", [])


def test_there_are_sixteen_referrals():
    assert len(REFERRALS) == 16


@pytest.mark.requirement("W8-065")
@pytest.mark.parametrize(
    ("tier", "at_risk", "outcome"),
    [
        (4, None, "eligible"),
        (3, None, "eligible"),
        (2, True, "eligible"),
        (2, False, "not_eligible"),
        (2, None, "need_facts"),
        (1, True, "not_eligible"),
        (1, None, "not_eligible"),
    ],
)
def test_tier_test_of_the_start_up_scheme(tier, at_risk, outcome):
    decision = decide("noms-2013", tier=tier, at_risk_of_custody=at_risk)
    assert decision.outcome == outcome
    assert decision.missing == (("at_risk_of_custody",) if outcome == "need_facts" else ())


def test_a_request_of_the_person_harmed_turns_a_failed_tier_into_a_persons_decision():
    assert decide("noms-2013", tier=1, initiated_by="victim").outcome == "discretion"
    assert decide("noms-2013", tier=3, initiated_by="victim").outcome == "eligible"
    unknown = decide("noms-2013", tier=1, initiated_by=None)
    assert (unknown.outcome, unknown.missing) == ("need_facts", ("initiated_by",))


@pytest.mark.requirement("W8-063")
def test_seriousness_has_a_lower_limit_and_no_upper_one():
    low = decide("noms-2013", seriousness="low")
    assert (low.outcome, low.rules) == ("not_eligible", ("low-seriousness",))
    assert decide("noms-2013", seriousness="high").outcome == "eligible"


@pytest.mark.parametrize(
    ("changes", "outcome", "rule"),
    [
        ({"offence_category": "criminal_damage"}, "not_eligible", "offence-type"),
        ({"offence_category": "other"}, "not_eligible", "offence-type"),
        ({"identifiable_victim": False}, "not_eligible", "no-victim"),
        ({"plea": "not_guilty_tried"}, "not_eligible", "tried-after-denial"),
        ({"child_abuse": True}, "not_eligible", "child-abuse"),
        ({"domestic_abuse": True}, "not_eligible", "domestic-abuse"),
        ({"loss_of_life": True}, "oversight", "loss-of-life"),
        ({"sexual_offence": True}, "oversight", "sexual-offence"),
        ({"victim_under_18": True}, "discuss", "young-victim"),
        ({"responsible_under_18": True}, "refer_on", "youth-justice"),
    ],
)
def test_rules_of_the_start_up_scheme(changes, outcome, rule):
    decision = decide("noms-2013", **changes)
    assert (decision.outcome, decision.rules) == (outcome, (rule,))


@pytest.mark.parametrize(
    ("changes", "outcome", "rules"),
    [
        ({}, "eligible", ""),
        ({"responsible_under_18": True}, "refer_on", "youth-justice"),
        ({"fits_fire_service": True}, "refer_on", "fire-service"),
        ({"domestic_abuse": True}, "not_eligible", "domestic-abuse"),
        ({"sexual_offence": True}, "not_eligible", "sexual-offence"),
        ({"serious_or_complex": True}, "not_eligible", "serious-or-complex"),
        ({"loss_of_life": True, "serious_or_complex": None}, "not_eligible", "serious-or-complex"),
        ({"setting": "custody"}, "eligible", ""),
        ({"setting": "school"}, "not_eligible", "school-or-family-group"),
        ({"setting": "family_group_conference"}, "not_eligible", "school-or-family-group"),
        ({"willing": False}, "not_eligible", "not-willing"),
        ({"criminal_or_asb_element": False}, "eligible", ""),
        ({"referrer_kind": "self"}, "eligible", ""),
        ({"responsibility": "none"}, "not_eligible", "no-responsibility"),
        ({"responsibility": "some"}, "eligible", ""),
        ({"court_stage": "charged"}, "not_yet", "before-sentence"),
        ({"court_stage": "awaiting_trial"}, "not_yet", "before-sentence"),
        ({"court_stage": "awaiting_sentence"}, "not_yet", "before-sentence"),
        ({"court_stage": "sentenced"}, "eligible", ""),
        ({"consent_harmed": "refused"}, "eligible", ""),
        ({**DISPUTE}, "eligible", ""),
        ({**DISPUTE, "responsibility": "none"}, "eligible", ""),
        ({**DISPUTE, "responsibility": None}, "eligible", ""),
        ({**DISPUTE, "criminal_or_asb_element": False}, "not_eligible", "dispute-without-offence"),
        ({**DISPUTE, "referrer_kind": "self"}, "not_eligible", "dispute-self-referred"),
        ({**DISPUTE, "both_accept_some_responsibility": False}, "not_eligible", "dispute-one-sided"),
        ({**DISPUTE, "clear_roles": True, "both_accept_some_responsibility": False}, "eligible", ""),
        ({**DISPUTE, "clear_roles": True, "responsibility": "none"}, "not_eligible", "no-responsibility"),
        ({**REMEDY}, "eligible", ""),
        ({**REMEDY, "consent_harmed": "refused"}, "not_eligible", "remedy-refused"),
        (
            {**REMEDY, "consent_responsible": "refused", "consent_harmed": None},
            "not_eligible",
            "remedy-refused",
        ),
        ({**REMEDY, "consent_harmed": "not_sought"}, "not_yet", "remedy-not-asked"),
        ({**REMEDY, "consent_responsible": "not_sought"}, "not_yet", "remedy-not-asked"),
        (
            {**REMEDY, "consent_harmed": "refused", "consent_responsible": "not_sought"},
            "not_eligible",
            "remedy-refused",
        ),
        (
            {**REMEDY, "consent_harmed": "not_sought", "court_stage": "charged"},
            "not_yet",
            "remedy-not-asked;before-sentence",
        ),
    ],
)
def test_rules_of_the_hub(changes, outcome, rules):
    decision = screen(load_profile("essex-2015"), {**HUB, **changes})
    assert (decision.outcome, ";".join(decision.rules)) == (outcome, rules)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"responsibility": None}, ["responsibility"]),
        ({"consent_harmed": None}, []),
        ({**REMEDY, "consent_harmed": None}, ["consent_harmed"]),
        ({**REMEDY, "consent_harmed": "not_sought", "consent_responsible": None}, ["consent_responsible"]),
        ({**DISPUTE, "clear_roles": None, "responsibility": "none"}, ["clear_roles"]),
        ({**DISPUTE, "both_accept_some_responsibility": None}, ["both_accept_some_responsibility"]),
        (
            {"court_stage": "charged", "willing": None, "responsible_under_18": None},
            ["responsible_under_18", "willing"],
        ),
        ({"willing": False, "sexual_offence": None, "court_stage": None}, []),
        ({"willing": False, "fits_fire_service": None}, ["fits_fire_service"]),
        ({"fits_fire_service": True, "responsible_under_18": None}, []),
    ],
)
def test_the_hub_asks_only_for_what_could_still_change_the_decision(changes, missing):
    decision = screen(load_profile("essex-2015"), {**HUB, **changes})
    assert list(decision.missing) == missing
    assert decision.needs_facts == bool(missing)


@pytest.mark.requirement("PF-018")
@pytest.mark.parametrize(
    ("ogrs", "outcome"), [(24, "discretion"), (25, "eligible"), (74, "eligible"), (75, "discretion")]
)
def test_ogrs_from_25_to_74_is_the_target_group(ogrs, outcome):
    assert decide("hmpps-2023", ogrs=ogrs).outcome == outcome


@pytest.mark.requirement("PF-018")
def test_the_failing_target_criterion_is_named():
    decision = decide("hmpps-2023", violence_property_convictions=1)
    assert (decision.outcome, decision.rules) == ("discretion", ("few-convictions",))


def test_a_missing_score_is_never_a_failure():
    decision = decide("hmpps-2023", ogrs=None)
    assert (decision.outcome, decision.missing) == ("need_facts", ("ogrs",))


@pytest.mark.parametrize(
    "factor",
    [
        "sexual_offence",
        "domestic_abuse",
        "victim_under_18",
        "hate_or_extremism",
        "loss_of_life",
        "organised_crime",
        "high_profile",
        "vulnerability_concern",
    ],
)
def test_each_sensitive_factor_asks_for_line_manager_and_rehub(factor):
    decision = decide("hmpps-2023", **{factor: True})
    assert decision.outcome == "oversight"
    assert load_profile("hmpps-2023").rule(decision.rules[0]).approvals == ("line manager", "re:hub")
    assert decide("hmpps-2023", **{factor: None}).missing == (factor,)


@pytest.mark.parametrize(
    ("level", "outcome"), [(0, "eligible"), (1, "eligible"), (2, "oversight"), (3, "oversight")]
)
def test_mappa_level_2_or_3_is_a_sensitive_factor(level, outcome):
    assert decide("hmpps-2023", mappa_level=level).outcome == outcome


def test_what_is_known_outranks_what_is_open_only_if_it_is_more_severe():
    settled = decide("hmpps-2023", contact_prohibited=True, ogrs=None, high_profile=None)
    assert (settled.outcome, settled.missing) == ("not_eligible", ())
    still_open = decide("hmpps-2023", high_profile=True, contact_prohibited=None, ogrs=None)
    assert (still_open.outcome, still_open.missing) == ("need_facts", ("contact_prohibited",))
    assert still_open.standing is Outcome.OVERSIGHT


def test_an_unknown_fact_that_can_no_longer_matter_is_not_asked_for():
    facts = {"referral_type": "criminal_offence", "responsibility": None, "clear_roles": None}
    explanation = {line.rule.id: line for line in screen(load_profile("essex-2015"), facts).explanations}[
        "no-responsibility"
    ]
    assert explanation.state is State.CANNOT_SAY
    assert explanation.unknown == ("responsibility",)


def test_a_low_level_crime_shows_each_line_as_met_not_met_or_open():
    lines = {
        line.rule.id: line
        for line in screen(
            load_profile("essex-2015"),
            {"referral_type": "low_level_crime", "court_stage": "none", "domestic_abuse": True},
        ).explanations
    }
    assert lines["before-sentence"].state is State.DOES_NOT_FIRE
    assert lines["remedy-refused"].state is State.DOES_NOT_FIRE
    assert lines["no-responsibility"].state is State.CANNOT_SAY
    assert lines["domestic-abuse"].state is State.FIRES
    assert lines["domestic-abuse"].known == {"domestic_abuse": True}
    assert lines["domestic-abuse"].rule.source.startswith("Essex manual")


def test_facts_outside_the_table_are_refused():
    profile = load_profile("essex-2015")
    with pytest.raises(BadFactError, match="no fact called star_sign"):
        screen(profile, {"star_sign": "leo"})
    with pytest.raises(BadFactError, match="1 to 4"):
        screen(profile, {"tier": 5})
    with pytest.raises(BadFactError, match="true or false"):
        screen(profile, {"willing": "yes"})


def completions(profile: Profile, rule_id: str, facts: Facts) -> list[Facts]:
    table = facts_table()
    unknown = [name for name in profile.rule(rule_id).facts if facts.get(name) is None]
    return [
        {**facts, **dict(zip(unknown, values, strict=True))}
        for values in product(*(values_of(table[name]) for name in unknown))
    ]


@pytest.mark.parametrize("profile", ALL_PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_may_fire_can_fire_and_what_cannot_never_does(profile, data):
    facts = data.draw(some_facts(profile))
    for line in screen(profile, facts).explanations:
        ends = {answer(line.rule.when, full) for full in completions(profile, line.rule.id, facts)}
        expected = {State.FIRES: {True}, State.DOES_NOT_FIRE: {False}, State.CANNOT_SAY: {True, False}}
        assert ends == expected[line.state]


@pytest.mark.parametrize("profile", ALL_PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_fact_named_as_missing_can_tip_a_rule_and_no_other_can(profile, data):
    facts = data.draw(some_facts(profile))
    decision = screen(profile, facts)
    tipping = set()
    for rule_id in decision.rules if decision.needs_facts else ():
        rule = profile.rule(rule_id)
        for full in completions(profile, rule_id, facts):
            for name in rule.facts:
                if facts.get(name) is None:
                    others = (
                        answer(rule.when, {**full, name: value}) for value in values_of(facts_table()[name])
                    )
                    if len(set(others)) > 1:
                        tipping.add(name)
    assert set(decision.missing) == tipping


@pytest.mark.parametrize("profile", ALL_PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_finding_out_the_missing_facts_gives_a_decision_at_least_as_severe_as_it_stood(profile, data):
    facts = data.draw(some_facts(profile))
    before = screen(profile, facts)
    table = facts_table()
    found = {name: data.draw(st.sampled_from(values_of(table[name])), label=name) for name in before.missing}
    after = screen(profile, {**facts, **found})
    assert after.standing.severity >= before.standing.severity
    assert not after.needs_facts
