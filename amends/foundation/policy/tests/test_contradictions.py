"""The list of contradictions: each can happen, each is told at one of its facts, and what is unknown is none."""

import pytest

from amends.foundation.policy.contradictions import contradictions, contradictions_in
from amends.foundation.policy.facts import Value, facts_table
from amends.foundation.policy.source import PolicyError, policy_folder

EACH: dict[str, dict[str, Value | None]] = {
    "sentenced-without-plea": {"court_stage": "sentenced", "plea": "none"},
    "tried-before-trial": {"court_stage": "charged", "plea": "not_guilty_tried"},
    "plea-outside-court": {"court_stage": "none", "plea": "guilty"},
    "outside-court-and-sentenced": {"referral_type": "community_remedy", "court_stage": "sentenced"},
    "responsible-and-denying": {"responsibility": "full", "accepts_basic_facts": False},
    "agreed-and-not-willing": {"consent_harmed": "given", "consent_responsible": "given", "willing": False},
    "death-of-low-seriousness": {"loss_of_life": True, "seriousness": "low"},
    "nobody-harmed-asked": {"identifiable_victim": False, "initiated_by": "victim"},
    "oneself-through-an-agency": {"referrer_kind": "self", "initiated_by": "agency"},
}


def test_every_contradiction_has_an_example_here():
    assert {each.key for each in contradictions()} == set(EACH)


@pytest.mark.parametrize("key", EACH)
def test_it_is_found_in_its_facts_and_not_while_one_is_unknown(key):
    assert [each.key for each in contradictions_in(EACH[key])] == [key]
    for name in EACH[key]:
        assert not contradictions_in({**EACH[key], name: None})


def test_only_those_that_a_name_takes_part_in():
    facts = {**EACH["sentenced-without-plea"], **EACH["responsible-and-denying"]}
    assert [each.key for each in contradictions_in(facts, among={"plea"})] == ["sentenced-without-plea"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("{court_stage: none}, {plea: guilty}", "{court: none}, {plea: guilty}", "no fact called"),
        ("    at: willing", "    at: moon", '"moon" is not one of'),
    ],
)
def test_a_mistake_in_the_list_is_refused_with_its_line(tmp_path, before, after, words):
    for name in ("facts.yaml", "contradictions.yaml"):
        text = (policy_folder() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(PolicyError, match=words) as refused:
        contradictions(tmp_path)
    assert refused.value.line > 1
    assert set(facts_table(tmp_path))
