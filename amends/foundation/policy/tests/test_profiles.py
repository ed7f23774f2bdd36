from datetime import date

import pytest

from amends.foundation.policy.facts import Facts, facts_table
from amends.foundation.policy.profiles import load_profile, profiles
from amends.foundation.policy.screening import screen
from amends.foundation.policy.source import UnknownNameError

ESSEX = "profiles/essex-2015.yaml"

CONTRACT = {
    "noms-2013": {"refer_on": 1, "not_eligible": 7, "discretion": 1, "oversight": 2, "discuss": 1},
    "essex-2015": {"refer_on": 2, "not_eligible": 10, "not_yet": 2},
    "hmpps-2023": {"refer_on": 1, "not_eligible": 2, "oversight": 9, "discretion": 3},
}


@pytest.mark.parametrize("name", CONTRACT)
def test_each_profile_has_the_rules_it_should_have(name):
    outcomes = [rule.outcome for rule in load_profile(name).rules]
    assert {outcome: outcomes.count(outcome) for outcome in set(outcomes)} == CONTRACT[name]


@pytest.mark.parametrize("name", CONTRACT)
def test_every_rule_says_where_it_comes_from_and_what_would_open_it(name):
    for rule in load_profile(name).rules:
        assert rule.source
        assert rule.words.endswith(".")
        assert rule.opens.endswith(".")


def test_facts_are_those_of_the_contract():
    table = {name: fact for name, fact in facts_table().items() if not fact.own}
    assert len(table) == 36
    assert next(name for name, fact in table.items() if fact.kind == "truth") == "responsible_under_18"
    assert sum(fact.kind == "truth" for fact in table.values()) == 20
    assert {name: fact.allowed for name, fact in table.items() if fact.kind == "number"} == {
        "tier": "a whole number, 1 to 4",
        "ogrs": "a whole number, 0 to 100",
        "violence_property_convictions": "a whole number, 0 or more",
        "mappa_level": "a whole number, 0 to 3",
    }


def test_settings_are_data():
    assert load_profile("essex-2015").settings["facilitators_per_case"] == 2
    assert "safety-summary" in {step.id for step in load_profile("essex-2015").steps}


def test_an_unknown_profile_is_refused_with_the_known_ones():
    with pytest.raises(
        UnknownNameError,
        match=r"called kent\. There is: essex-2015, hmpps-2023, noms-2013, noms-2013-order\.",
    ):
        load_profile("kent")


def test_a_profile_is_not_in_force_before_its_day():
    assert load_profile("hmpps-2023", on=date(2023, 2, 6)).version == 1
    with pytest.raises(UnknownNameError, match="in force on 2023-02-05"):
        load_profile("hmpps-2023", on=date(2023, 2, 5))


@pytest.fixture
def two_versions(policy):
    """Essex from 2026 on also takes cases before sentence."""
    old = (policy.folder / ESSEX).read_text()
    new = old.replace("version: 1", "version: 2").replace("from: 2015-04-01", "from: 2026-01-01")
    new = new.replace("court_stage: [charged, awaiting_trial, awaiting_sentence]", "court_stage: charged")
    (policy.folder / "profiles/essex-2015.second.yaml").write_text(new)
    policy.change(ESSEX, "from: 2015-04-01", "from: 2015-04-01\n  to: 2025-12-31")
    return policy


def test_a_decision_can_be_read_under_the_version_it_was_made_under(two_versions):
    facts: Facts = {"court_stage": "awaiting_sentence", "willing": True}
    versions = profiles(two_versions.folder)["essex-2015"]
    assert [profile.version for profile in versions] == [1, 2]
    states = []
    for version in (1, 2, None):
        decision = screen(load_profile("essex-2015", version=version, folder=two_versions.folder), facts)
        lines = {line.rule.id: line.state for line in decision.explanations}
        states.append((decision.version, lines["before-sentence"]))
    assert states == [(1, "fires"), (2, "does not fire"), (2, "does not fire")]
    assert load_profile("essex-2015", on=date(2025, 12, 31), folder=two_versions.folder).version == 1
    assert load_profile("essex-2015", on=date(2026, 1, 1), folder=two_versions.folder).version == 2


def test_versions_that_overlap_are_refused(two_versions):
    two_versions.change(ESSEX, "  to: 2025-12-31\n", "")
    assert "does not follow" in two_versions.refusal(profiles, "profiles/essex-2015.second.yaml").sentence


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("name: essex-2015", "name: kent-2015", "the name should be essex-2015"),
        ("version: 1", "version: one", "a whole number of 1 or more"),
        ("from: 2015-04-01", "from: April 2015", "a date such as"),
        ("outcome: refer_on", "outcome: send_away", "not one of"),
        ("outcome: refer_on", "outcome: eligible", "no rule can say it"),
        ("    to: the youth justice service\n", "", "names the service under 'to'"),
        ("    to: the youth justice service\n", "    approvals: [manager]\n    to: them\n", "approvals"),
        ("when: {responsible_under_18: true}", "when: {responsible_under_16: true}", "no fact called"),
        ("when: {responsible_under_18: true}", "when: {reference: abc}", "no fact called"),
        ("when: {responsible_under_18: true}", 'when: {responsible_under_18: "yes"}', "is not true or false"),
        ("when: {responsible_under_18: true}", "when: {responsible_under_18: yes}", "is not true or false"),
        ("when: {responsible_under_18: true}", "when: {tier: 5}", "is not a whole number, 1 to 4"),
        (
            "when: {responsible_under_18: true}",
            "when: {tier: {at_least: 3, at_most: 2}}",
            "no number is at least 3",
        ),
        ("when: {responsible_under_18: true}", "when: {tier: {above: 2}}", "'above' means nothing here"),
        ("when: {responsible_under_18: true}", "when: {tier: {}}", "name at_least"),
        ("when: {responsible_under_18: true}", "when: {willing: {at_least: 1}}", "is not a number"),
        ("when: {responsible_under_18: true}", "when: {setting: []}", "the list of values is empty"),
        ("when: {responsible_under_18: true}", "when: {any: []}", "lists no condition"),
        ("when: {responsible_under_18: true}", "when: {any: {tier: 2}}", "expected a list"),
        ("when: {responsible_under_18: true}", "when: {willing: true, tier: 2}", "names one fact or one of"),
        ("when: {responsible_under_18: true}", "when: __import__('os')", "expected names with values"),
        ("force: mandatory", "force: maybe", "not one of mandatory, guidance"),
        ("force: mandatory", "forced: mandatory", "'force' is missing"),
        ("force: mandatory", "force: mandatory\n    color: red", "'color' means nothing here"),
        ("id: youth-justice", "id: Youth justice", "small letters"),
        ("id: youth-justice", "id: fire-service", "two rules called fire-service"),
        ("facilitators_per_case: 2", "facilitators_per_case: [2]", "one word, number or truth value"),
        (
            "facilitators_per_case: 2",
            "facilitators_per_case: 2\n  facilitators_per_case: 3",
            "stands here twice",
        ),
        ("rules:", "rules: [", "is not YAML"),
        ("from: 2015-04-01", "from: 2015-04-01\n  to: 2015-03-31", "before it starts on 2015-04-01"),
        ("documents: [referral-form]", "documents: [lost-form]", 'no document called "lost-form"'),
        ("  - referral-decision\n", "  - referral-derision\n", 'no clock called "referral-derision"'),
        ("referral_decision_clock: referral-decision", "referral_decision_clock: soon", "no clock called"),
        ("risk_questionnaire: risk-person", "risk_questionnaire: risky", "no questionnaire called"),
        ("  - id: screening\n", "  - id: allocation\n", "two steps called allocation"),
    ],
)
def test_a_mistake_is_refused_with_its_place(policy, old, new, sentence):
    policy.change(ESSEX, old, new)
    assert sentence in policy.refusal(profiles, ESSEX).sentence


def test_the_line_of_the_mistake_is_the_line_in_the_file(policy):
    line = policy.change(ESSEX, "{responsibility: none}", "{responsibility: nobody}")
    assert policy.refusal(profiles, ESSEX).line == line
    line = policy.change(ESSEX, "{responsibility: nobody}", "{sponsibility: none}")
    profiles.__globals__["_read"].cache_clear()
    assert policy.refusal(profiles, ESSEX).line == line


@pytest.mark.parametrize(("text", "sentence"), [(b"", "is empty"), (b"\xff", "is not UTF-8")])
def test_a_file_that_is_no_policy_is_refused(policy, text, sentence):
    (policy.folder / ESSEX).write_bytes(text)
    assert sentence in policy.refusal(profiles, ESSEX).sentence


def test_a_wrong_facts_table_is_refused(policy):
    policy.change("facts.yaml", "kind: text\n", "kind: colour\n")
    assert "not one of text" in policy.refusal(facts_table, "facts.yaml").sentence


def test_a_folder_without_facts_is_refused(policy):
    (policy.folder / "facts.yaml").unlink()
    assert "cannot be read" in policy.refusal(profiles, "facts.yaml").sentence


def test_the_folder_can_be_named_in_the_environment(policy, monkeypatch):
    policy.change(ESSEX, "title: Essex restorative justice hub", "title: Our own hub")
    monkeypatch.setenv("AMENDS_POLICY", str(policy.folder))
    assert load_profile("essex-2015").title == "Our own hub"
