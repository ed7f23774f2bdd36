"""The three profiles say what design/contracts.md says, row by row: the table is written down here a second time.

Nothing of the engine is used to say what is expected, so that a slip in the engine cannot hide a slip in a profile.
"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.foundation.policy.facts import Facts, facts_table
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import State, screen
from amends.foundation.policy.tests.arbitrary import some_facts, values_of

Truth = bool | None
Row = tuple[str, str, Callable[[Facts], Truth]]


def is_(name: str, *values: object) -> Callable[[Facts], Truth]:
    wanted = values or (True,)
    return lambda facts: None if facts.get(name) is None else facts[name] in wanted


def between(name: str, low: int, high: int = 10**9) -> Callable[[Facts], Truth]:
    return lambda facts: None if facts.get(name) is None else low <= int(facts[name] or 0) <= high


def not_(part: Callable[[Facts], Truth]) -> Callable[[Facts], Truth]:
    def truth(facts: Facts) -> Truth:
        inner = part(facts)
        return None if inner is None else not inner

    return truth


def every(*parts: Callable[[Facts], Truth]) -> Callable[[Facts], Truth]:
    def truth(facts: Facts) -> Truth:
        answers = [part(facts) for part in parts]
        return False if False in answers else None if None in answers else True

    return truth


def either(*parts: Callable[[Facts], Truth]) -> Callable[[Facts], Truth]:
    return not_(every(*(not_(part) for part in parts)))


DISPUTE, REMEDY = is_("referral_type", "neighbour_dispute"), is_("referral_type", "community_remedy")
TIER_TEST = either(is_("tier", 3, 4), every(is_("tier", 2), is_("at_risk_of_custody")))
BY_VICTIM = is_("initiated_by", "victim")

NOMS: list[Row] = [
    ("youth-justice", "refer_on", is_("responsible_under_18")),
    (
        "offence-type",
        "not_eligible",
        not_(is_("offence_category", "violence", "acquisitive", "public_order")),
    ),
    ("no-victim", "not_eligible", not_(is_("identifiable_victim"))),
    ("tried-after-denial", "not_eligible", is_("plea", "not_guilty_tried")),
    ("child-abuse", "not_eligible", is_("child_abuse")),
    ("domestic-abuse", "not_eligible", is_("domestic_abuse")),
    ("low-seriousness", "not_eligible", is_("seriousness", "low")),
    ("tier", "not_eligible", every(not_(TIER_TEST), not_(BY_VICTIM))),
    ("tier-victim-request", "discretion", every(not_(TIER_TEST), BY_VICTIM)),
    ("loss-of-life", "oversight", is_("loss_of_life")),
    ("sexual-offence", "oversight", is_("sexual_offence")),
    ("young-victim", "discuss", is_("victim_under_18")),
]
ESSEX: list[Row] = [
    ("youth-justice", "refer_on", is_("responsible_under_18")),
    ("fire-service", "refer_on", is_("fits_fire_service")),
    ("domestic-abuse", "not_eligible", is_("domestic_abuse")),
    ("sexual-offence", "not_eligible", is_("sexual_offence")),
    ("serious-or-complex", "not_eligible", either(is_("serious_or_complex"), is_("loss_of_life"))),
    ("school-or-family-group", "not_eligible", is_("setting", "school", "family_group_conference")),
    ("not-willing", "not_eligible", not_(is_("willing"))),
    ("dispute-without-offence", "not_eligible", every(DISPUTE, not_(is_("criminal_or_asb_element")))),
    ("dispute-self-referred", "not_eligible", every(DISPUTE, is_("referrer_kind", "self"))),
    (
        "dispute-one-sided",
        "not_eligible",
        every(DISPUTE, not_(is_("clear_roles")), not_(is_("both_accept_some_responsibility"))),
    ),
    (
        "no-responsibility",
        "not_eligible",
        every(is_("responsibility", "none"), not_(every(DISPUTE, not_(is_("clear_roles"))))),
    ),
    (
        "remedy-refused",
        "not_eligible",
        every(REMEDY, either(is_("consent_harmed", "refused"), is_("consent_responsible", "refused"))),
    ),
    (
        "remedy-not-asked",
        "not_yet",
        every(REMEDY, either(is_("consent_harmed", "not_sought"), is_("consent_responsible", "not_sought"))),
    ),
    ("before-sentence", "not_yet", is_("court_stage", "charged", "awaiting_trial", "awaiting_sentence")),
]
SENSITIVE = {
    "sexual-offence": "sexual_offence",
    "domestic-abuse": "domestic_abuse",
    "young-victim": "victim_under_18",
    "hate-or-extremism": "hate_or_extremism",
    "loss-of-life": "loss_of_life",
    "organised-crime": "organised_crime",
    "high-profile": "high_profile",
    "vulnerability": "vulnerability_concern",
}
HMPPS: list[Row] = [
    ("youth-justice", "refer_on", is_("responsible_under_18")),
    ("facts-denied", "not_eligible", not_(is_("accepts_basic_facts"))),
    ("contact-prohibited", "not_eligible", is_("contact_prohibited")),
    *((rule, "oversight", is_(fact)) for rule, fact in SENSITIVE.items()),
    ("mappa", "oversight", is_("mappa_level", 2, 3)),
    ("ogrs-outside", "discretion", not_(between("ogrs", 25, 74))),
    ("few-convictions", "discretion", not_(between("violence_property_convictions", 2))),
    ("no-victim", "discretion", not_(is_("identifiable_victim"))),
]
TABLES = {"noms-2013": NOMS, "essex-2015": ESSEX, "hmpps-2023": HMPPS}
SEVERITY = ["eligible", "discretion", "discuss", "oversight", "not_yet", "not_eligible", "refer_on"]
STATES = {True: State.FIRES, False: State.DOES_NOT_FIRE, None: State.CANNOT_SAY}
ROWS = [(name, rule) for name, table in TABLES.items() for rule, _, _ in table]


@pytest.mark.parametrize("name", TABLES)
def test_a_profile_has_the_rows_of_the_table_and_no_other(name):
    has = {(rule.id, rule.outcome.value) for rule in load_profile(name).rules}
    assert has == {(rule, outcome) for rule, outcome, _ in TABLES[name]}


@pytest.mark.parametrize(("name", "rule"), ROWS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_row_fires_when_the_table_says_so(name, rule, data):
    profile = load_profile(name)
    asked = profile.rule(rule).facts
    table = facts_table()
    facts = data.draw(
        st.fixed_dictionaries({fact: st.none() | st.sampled_from(values_of(table[fact])) for fact in asked})
    )
    expected = next(truth for each, _, truth in TABLES[name] if each == rule)
    found = next(line for line in screen(profile, facts).explanations if line.rule.id == rule)
    assert found.state == STATES[expected(facts)]


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_gravest_row_decides_unless_a_graver_one_is_open(name, data):
    facts = data.draw(some_facts(load_profile(name)))
    said = [(rule, SEVERITY.index(outcome), truth(facts)) for rule, outcome, truth in TABLES[name]]
    standing = max((severity for _, severity, truth in said if truth), default=0)
    still_open = {rule for rule, severity, truth in said if truth is None and severity > standing}
    decision = screen(load_profile(name), facts)
    assert decision.outcome == ("need_facts" if still_open else SEVERITY[standing])
    if still_open:
        assert set(decision.rules) == still_open
        assert set(decision.missing) <= {name for name, value in facts.items() if value is None}
        assert decision.missing


@pytest.mark.parametrize("name", TABLES)
def test_each_profile_has_its_clocks_steps_documents_force_dates_and_sources(name):
    profile = load_profile(name)
    assert profile.clocks
    assert profile.documents
    assert {step.mandatory for step in profile.steps} == {True, False} or name == "noms-2013"
    assert all(step.source and step.words.endswith(".") for step in profile.steps)
    assert {rule.mandatory for rule in profile.rules} == {True, False}
    assert profile.effective_from.year == int(name[-4:])


# What the contract gives each of the three as its own time limits.
CLOCKS_OF = {
    "noms-2013": {"order-notified", "first-contact", "contact-logged", "agreement-copies", "feedback"},
    "hmpps-2023": {
        "referral-made",
        "vlo-notified",
        "victim-of-crime-informed",
        "vcs-victim-informed",
        "victim-information-shared",
    },
}


@pytest.mark.parametrize("name", CLOCKS_OF)
def test_each_profile_keeps_the_clocks_of_its_source(name):
    assert CLOCKS_OF[name] <= set(load_profile(name).clocks)
