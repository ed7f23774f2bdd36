"""A service's own version: what may be changed, what may not, and that both engines still agree on it."""

from copy import deepcopy
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.foundation.policy.columns import RESULTS, screen_columns, typed
from amends.foundation.policy.deriving import (
    NotAllowedError,
    add_rule,
    check_text,
    differences,
    head,
    profile_from,
    rule_in,
    set_threshold,
    switch_off,
    switch_on,
    text_of,
    thresholds,
    written,
)
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import screen
from amends.foundation.policy.source import PolicyError
from amends.foundation.policy.tests.arbitrary import some_facts, values_of
from amends.foundation.policy.tests.test_columns import as_cell

TODAY = date(2026, 11, 2)
NAMES = ["noms-2013", "essex-2015", "hmpps-2023"]
OUTCOMES = ["discretion", "discuss", "not_yet", "not_eligible"]


def text(name="hmpps-2023"):
    return text_of(name, TODAY)


def test_the_text_read_again_is_the_profile_it_came_from():
    own = profile_from(
        written(
            head(
                text(),
                name="hmpps-2023-esx",
                version=1,
                title="Ours",
                effective_from=TODAY,
            )
        )
    )
    assert own.rules == load_profile("hmpps-2023").rules
    assert (own.name, own.version, own.effective_from) == ("hmpps-2023-esx", 1, TODAY)


def test_a_mandatory_rule_cannot_be_switched_off_or_set_otherwise():
    changed = text()
    with pytest.raises(NotAllowedError, match="mandatory"):
        switch_off(changed, "mappa")
    with pytest.raises(NotAllowedError, match="mandatory"):
        set_threshold(rule_in(changed, "mappa"), 0, [3])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text["rules"].pop(0),
        lambda text: rule_in(text, "mappa").update(when={"mappa_level": [3]}),
        lambda text: rule_in(text, "mappa").update(force="guidance"),
        lambda text: rule_in(text, "mappa").update(approvals=["nobody"]),
        lambda text: text["steps"].pop(0),
    ],
)
def test_a_text_in_which_something_mandatory_binds_less_is_refused(change):
    changed = text()
    change(changed)
    with pytest.raises(NotAllowedError, match="has to stay as it is"):
        check_text(load_profile("hmpps-2023"), changed)


def test_the_words_of_a_mandatory_rule_may_be_the_services_own():
    changed = text()
    rule_in(changed, "mappa")["words"] = "They are managed at a higher level."
    own = check_text(load_profile("hmpps-2023"), changed)
    assert own.rule("mappa").words == "They are managed at a higher level."


def test_guidance_is_switched_off_and_on_again():
    changed = text()
    rule = deepcopy(rule_in(changed, "few-convictions"))
    switch_off(changed, "few-convictions")
    assert "few-convictions" not in screen(check_text(load_profile("hmpps-2023"), changed), {}).rules
    assert "few-convictions" not in {each["id"] for each in changed["rules"]}
    switch_on(changed, rule)
    assert rule_in(changed, "few-convictions") == rule


def test_thresholds_are_found_and_set():
    rule = rule_in(text(), "ogrs-outside")
    (span,) = thresholds(rule)
    assert (span.fact.name, span.at_least, span.at_most) == ("ogrs", 25, 74)
    set_threshold(rule, span.number, {"at_least": 30, "at_most": 60})
    assert thresholds(rule)[0].at_most == 60
    first, second = thresholds(rule_in(text("noms-2013"), "tier"))[:2]
    assert (first.values, second.values, first.choices) == ((3, 4), (2,), (1, 2, 3, 4))


def test_what_the_loader_refuses_is_refused_with_its_sentence():
    changed = text()
    add_rule(
        changed, {"id": "odd", "outcome": "discuss", "when": {"colour": "red"}, "source": "x", "words": "y"}
    )
    with pytest.raises(NotAllowedError, match="no fact called 'colour'"):
        check_text(load_profile("hmpps-2023"), changed)
    with pytest.raises(PolicyError, match="no text can hold"):
        profile_from("name: \0")


def test_differences_name_what_was_switched_off_added_and_set():
    before, after = text(), text()
    switch_off(after, "few-convictions")
    set_threshold(rule_in(after, "ogrs-outside"), 0, {"at_least": 30})
    rule = {
        "id": "far",
        "outcome": "discuss",
        "when": {"setting": ["custody"]},
        "source": "x",
        "words": "Far.",
    }
    add_rule(after, rule)
    after["settings"] = {**after["settings"], "facilitators_per_case": 1}
    said = {each.what: (each.before, each.after) for each in differences(before, after)}
    assert said["few-convictions"][1] == ""
    assert said["ogrs-outside: applies when"] == ("not (ogrs: from 25 to 74)", "not (ogrs: from 30)")
    assert "Far." in said["local-far"][1]
    assert said["facilitators per case"] == ("2", "1")


@st.composite
def derived(draw: st.DrawFn):
    """A random version that a service could make: guidance off or set otherwise, rules of its own added."""
    name = draw(st.sampled_from(NAMES))
    changed = text(name)
    for rule in list(changed["rules"]):
        if rule["force"] == "mandatory":
            continue
        if draw(st.booleans()):
            switch_off(changed, rule["id"])
            continue
        for threshold in thresholds(rule):
            if threshold.is_span:
                low = draw(st.integers(0, 60))
                set_threshold(
                    rule, threshold.number, {"at_least": low, "at_most": low + draw(st.integers(0, 40))}
                )
            else:
                values = draw(st.sets(st.sampled_from(threshold.choices), min_size=1))
                set_threshold(rule, threshold.number, list(values))
    for number in range(draw(st.integers(0, 3))):
        fact = draw(st.sampled_from([each for each in facts_table().values() if each.kind != "text"]))
        values = draw(st.sets(st.sampled_from(values_of(fact)), min_size=1))
        add_rule(
            changed,
            {
                "id": f"own-{number}",
                "outcome": draw(st.sampled_from(OUTCOMES)),
                "when": {fact.name: list(values)},
                "source": "Our board",
                "words": "Ours.",
            },
        )
    return check_text(load_profile(name), changed)


@settings(max_examples=40, deadline=None)
@given(profile=derived(), data=st.data())
def test_both_engines_agree_on_any_version_a_service_could_make(profile, data):
    rows = data.draw(st.lists(some_facts(profile), min_size=1, max_size=20))
    table = facts_table()
    cells = {name: pl.Series([as_cell(row[name]) for row in rows], dtype=pl.String) for name in rows[0]}
    columns = pl.LazyFrame(cells).with_columns(typed(table[name]).alias(name) for name in rows[0])
    for row, got in zip(rows, screen_columns(profile, columns).select(RESULTS).collect().rows(), strict=True):
        said = screen(profile, row)
        assert got == (said.outcome, ";".join(said.rules), ";".join(said.missing))
