"""Under the NOMS rules a letter stands on something that is on record (SS-013)."""

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.indirect import actions
from amends.journey.indirect.rules import chain, grounds_of
from amends.journey.preparation.actions import Talk, choose_way
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM

TODAY = timezone.localdate


@pytest.fixture
def fence(communicating):
    return communicating("letters")


@pytest.fixture
def begin(fence, coordinator):
    fence.case.profile = "noms-2013"

    def begun(by=coordinator, **more):
        wanted = {"case": fence.case, "from_file": fence.responsible_file, "kind": "letter", **more}
        return actions.begin(by=by, **wanted)

    return begun


@pytest.mark.requirement("SS-013")
def test_without_a_ground_it_is_refused_and_with_the_risk_assessment_it_is_not(fence, begin, coordinator):
    assert not [g for g in grounds_of(fence.case).values() if g.bears == "unsafe"]
    with pytest.raises(Refused, match="why they do not meet"):
        begin()
    with pytest.raises(Refused, match="risk assessment that found a meeting not safe"):
        begin(ground="unsafe")
    unsafe = Finding(
        level="medium",
        reasons=["old anger"],
        safeguards="none will do",
        verdict="not_safe",
        harm="A blow to her",
        answers=NO_HARM,
    )
    assessment = assess(by=coordinator, participant=fence.harmed, moment="something_new", finding=unsafe)
    key = f"assessment-{assessment.pk}"
    with pytest.raises(Refused, match="choice that they made"):
        begin(ground="choice", rests_on=key)
    basis = begin(ground="unsafe", rests_on=key).basis
    assert (basis.assessment, basis.file) == (assessment, fence.harmed_file)


def chose(by, person, way="letters", **talk):
    return choose_way(by=by, participant=person, way=way, on=TODAY(), talk=Talk(**talk))


@pytest.mark.requirement("SS-013")
def test_a_choice_counts_once_a_meeting_was_talked_about_and_while_it_stands(fence, begin, coordinator):
    uninformed = chose(coordinator, fence.responsible, why_not_discussed="Not yet")
    with pytest.raises(Refused, match="no such ground"):
        begin(ground="choice", rests_on=f"choice-{uninformed.pk}")
    informed = chose(coordinator, fence.responsible, discussed_on=TODAY())
    assert begin(ground="choice", rests_on=f"choice-{informed.pk}").basis.choice == informed
    chose(coordinator, fence.responsible, "meeting")
    with pytest.raises(Refused, match="no such ground"):
        begin(ground="choice", rests_on=f"choice-{informed.pk}")


@pytest.mark.requirement("SS-013")
def test_beside_a_meeting_needs_a_meeting_and_other_rules_ask_for_no_ground(fence, begin):
    with pytest.raises(Refused, match="no meeting beside which"):
        begin(ground="beside")
    fence.case.profile = "essex-2015"
    assert begin().ground == ""
    choice = next(key for key, ground in grounds_of(fence.case).items() if ground.bears == "choice")
    with pytest.raises(Refused, match="risk assessment"):
        begin(ground="unsafe", rests_on=choice)


def test_what_it_rests_on_stays_with_the_side_it_is_about(fence, begin, coordinator, facilitator):
    choice = chose(coordinator, fence.harmed, discussed_on=TODAY())
    exchange = begin(ground="choice", rests_on=f"choice-{choice.pk}")
    assert chain(coordinator, exchange).basis
    fence.harmed_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        assert chain(facilitator, exchange).basis is None
        assert f"choice-{choice.pk}" not in grounds_of(fence.case)
