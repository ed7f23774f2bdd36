"""The community resolution form: what it takes to call it complete, and what may go to the hub."""

from typing import Any

import pytest

from amends.foundation.lib.refusal import Refused
from amends.journey.referral.actions import hand_in
from amends.journey.referral.content import IncompleteError
from amends.journey.referral.models import ChosenAction, PolicingArea, Referral
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.resolution_rules import hub_work, resolution_problems
from amends.journey.referral.tests.samples import CRA1, changed, rows_of


@pytest.fixture
def send(service, referrer, acting):
    def handed_in(**places):
        acting(referrer)
        content = changed(CRA1, {name.replace("__", "."): value for name, value in places.items()})
        return hand_in(by=referrer, service=service, form="cra1", route="website", content=content)

    return handed_in


def refused(send, **places):
    with pytest.raises(IncompleteError) as stopped:
        send(**places)
    return {problem.where for problem in stopped.value.problems}


def test_complete_form_is_taken(send):
    referral = send()

    assert referral.resolution.caution_reply == "I needed the money."
    assert referral.sign_offs.count() == 2


@pytest.mark.requirement("EX-143")
@pytest.mark.parametrize(
    "part", ["menu_read", "wishes_informal_resolution", "understands_enforcement", "offence"]
)
def test_actions_without_the_statement_before_them_are_refused_naming_the_part(send, part):
    assert f"resolution.{part}" in refused(send, **{f"resolution__{part}": None})


@pytest.mark.requirement("EX-144")
def test_only_restorative_actions_make_work_for_the_hub(send):
    actions = [{"number": 2, "chosen_by_victim": True}, {"number": 6, "chosen_by_victim": True}]

    referral = send(resolution__actions=actions)
    assert [a.number for a in ChosenAction.objects.filter(referral=referral, is_restorative=True)] == [2]
    rows = rows_of(referral.service, changed(CRA1, {"resolution.actions": actions}), "cra1")
    assert [action.number for action in hub_work(rows)] == [2]


@pytest.mark.requirement("EX-145")
def test_compensation_is_refused_for_a_nuisance_and_asks_for_amount_and_basis_for_a_theft(send):
    money: list[dict[str, Any]] = [
        {"number": 2, "chosen_by_victim": True, "agreed_place": 1},
        {"number": 7, "chosen_by_victim": True},
    ]

    assert "resolution.actions.7" in refused(
        send, resolution__actions=money, resolution__offence_group="nuisance"
    )
    places = refused(send, resolution__actions=money)
    assert {"resolution.actions.7.amount", "resolution.actions.7.covers"} <= places
    money[1] |= {"amount": "46.20", "covers": "what was stolen"}
    assert send(resolution__actions=money).number


@pytest.mark.requirement("EX-146")
def test_area_that_is_not_switched_on_gets_another_route_and_no_referral(send, service):
    PolicingArea.objects.create(service=service, name="LPA West", hub_referrals=True)
    PolicingArea.objects.create(service=service, name="LPA South", other_route="Ask the local mediator.")

    with pytest.raises(IncompleteError, match=r"not served by the hub yet\. Ask the local mediator"):
        send(resolution__policing_area="LPA South")
    assert not Referral.objects.exists()
    assert send(resolution__policing_area="lpa west").resolution.policing_area.name == "LPA West"


def test_unknown_policing_area_is_refused(send):
    assert "resolution.policing_area" in refused(send, resolution__policing_area="LPA Nowhere")


@pytest.mark.requirement("EX-147")
def test_without_a_restorative_action_nothing_reaches_the_hub(send):
    actions = [{"number": 3, "chosen_by_victim": True}]

    assert "resolution.actions" in refused(
        send, resolution__actions=actions, resolution__victim_hub_consent=None
    )
    assert not Referral.objects.exists()


@pytest.mark.requirement("EX-147")
@pytest.mark.parametrize("answer", [None, "no", "unsure"])
def test_restorative_action_without_the_yes_of_the_person_harmed_is_not_sent(send, answer):
    assert "resolution.victim_hub_consent" in refused(send, resolution__victim_hub_consent=answer)


@pytest.mark.requirement("EX-148")
def test_acceptance_without_a_caution_is_refused(send):
    assert "resolution.caution_given" in refused(send, resolution__caution_given=None)


@pytest.mark.requirement("EX-149")
def test_agreed_action_that_was_not_asked_for_is_flagged(service):
    actions = [
        {"number": 2, "chosen_by_victim": True},
        {"number": 4, "chosen_by_victim": True},
        {"number": 7, "agreed_place": 1, "amount": "10", "covers": "repair"},
    ]
    rows = rows_of(service, changed(CRA1, {"resolution.actions": actions}), "cra1")

    found = [notice for notice in notices_from(rows) if notice.code == "not-requested"]
    assert [notice.where for notice in found] == ["resolution.actions.7"]


def test_fourth_agreed_action_has_no_place(send):
    actions = [{"number": n, "chosen_by_victim": True, "agreed_place": n} for n in (1, 2, 4)]

    assert "resolution.actions.3.agreed_place" in refused(send, resolution__actions=actions)


def test_what_was_agreed_is_found_fair_by_the_police(send):
    assert "resolution.police_agree_proportionate" in refused(
        send, resolution__police_agree_proportionate=False
    )


@pytest.mark.requirement("EX-150")
def test_no_of_the_person_responsible_stops_the_hub_but_not_the_contract(send, service):
    assert "resolution.offender_hub_consent" in refused(send, resolution__offender_hub_consent="no")
    rows = rows_of(service, changed(CRA1, {"resolution.offender_hub_consent": "no"}), "cra1")
    assert resolution_problems(rows) == []


@pytest.mark.requirement("EX-150")
@pytest.mark.parametrize("point", ["told_of_disclosure", "consents_to_disclosure", "offender_hub_consent"])
def test_each_of_the_three_points_is_asked_by_itself(send, point):
    assert f"resolution.{point}" in refused(send, **{f"resolution__{point}": None})


@pytest.mark.requirement("EX-151")
@pytest.mark.parametrize("line", ["investigating", "supervising"])
def test_two_officers_sign(send, line):
    lines = [each for each in CRA1["resolution"]["sign_offs"] if each["role"] != line]

    assert f"resolution.sign_offs.{line}" in refused(send, resolution__sign_offs=lines)


@pytest.mark.requirement("EX-151")
def test_inspector_can_stand_in_for_the_signature_but_not_for_contact(send, service):
    unsigned = {"resolution__victim_signed": False, "resolution__victim_hub_consent": None}
    assert "resolution.sign_offs.inspector" in refused(send, **unsigned)

    inspector = {
        "role": "inspector",
        "name": "Insp Crake",
        "collar_number": "7041",
        "signed_on": "2026-03-06",
    }
    lines = [*CRA1["resolution"]["sign_offs"], inspector]
    assert send(**unsigned, resolution__sign_offs=lines).number
    places = {name.replace("__", "."): value for name, value in unsigned.items()}
    rows = rows_of(service, changed(CRA1, {**places, "resolution.sign_offs": lines}), "cra1")
    assert "inspector-only" in {notice.code for notice in notices_from(rows)}


def test_sending_the_form_needs_the_permission(service, facilitator, acting):
    acting(facilitator)
    with pytest.raises(Refused, match="role does not allow"):
        hand_in(by=facilitator, service=service, form="cra1", route="website", content=CRA1)
