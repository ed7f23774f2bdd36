"""Whatever people say in whatever order, no gate is open without every live yes that it needs."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import Evidence, record_consent, withdraw
from amends.journey.consent.purposes import ways
from amends.journey.consent.rules import check_all_agree, check_consent, has_consent
from amends.journey.consent.tests.cast import told

KEYS = ("take_part", "meeting", "letters", "recording")
ANSWERS = ("given", "unsure", "refused", "withdrawn", "not_sought")
SAID = st.tuples(
    st.sampled_from(("harmed", "responsible")),
    st.sampled_from(KEYS),
    st.sampled_from(ANSWERS),
    st.sampled_from(("signed", "spoken")),
) | st.tuples(st.sampled_from(("harmed", "responsible")), st.just("leaves"), st.just(""), st.just(""))


class Expected:
    """The same, kept by hand in the simplest way: what was said last, by whom."""

    def __init__(self):
        self.last = {}
        self.stopped = set()

    def say(self, side, key, answer, how):
        if key == "leaves" or (key == "take_part" and answer in {"refused", "withdrawn"}):
            self.stopped.add(side)
        elif key == "take_part":
            self.stopped.discard(side)
        if key == "leaves":
            self.last |= {(side, each): False for each in KEYS}
        else:
            self.last[side, key] = answer == "given" and (key != "recording" or how == "signed")

    def on(self, side, key):
        return self.last.get((side, key), False) and self.last.get((side, "take_part"), False)


def is_open(check, *args):
    try:
        check(*args)
    except Refused:
        return False
    return True


@pytest.mark.requirement("W8-094")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=st.lists(SAID, max_size=7))
def test_no_gate_is_open_without_every_live_yes(coordinator, a_case, series):
    people, expected = {"harmed": a_case.harmed, "responsible": a_case.responsible}, Expected()
    with transaction.atomic():
        for person in people.values():
            told(coordinator, person, "take_part")
        for side, key, answer, how in series:
            expected.say(side, key, answer, how)
            if key == "leaves":
                withdraw(by=coordinator, participant=people[side])
            else:
                evidence = Evidence(how=how, note="asked")
                record_consent(
                    by=coordinator, participant=people[side], key=key, answer=answer, evidence=evidence
                )
        for key in KEYS:
            for side, person in people.items():
                assert has_consent(person, key) == expected.on(side, key)
                assert is_open(check_consent, person, key) == expected.on(side, key)
            both = all(expected.on(side, key) for side in people)
            assert is_open(check_all_agree, a_case.case, key) == both
        a_case.case.refresh_from_db()
        if expected.stopped:
            assert a_case.case.stopped_at is not None
        transaction.set_rollback(True)


@pytest.mark.parametrize("way", [way.key for way in ways()])
def test_every_way_needs_taking_part_as_well(way):
    assert "take_part" in next(each for each in ways() if each.key == way).needs
