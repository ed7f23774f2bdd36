"""Voluntary unless an order or licence says otherwise, and never without informed consent from before it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.consent import actions
from amends.journey.consent.models import Resistance
from amends.journey.consent.rules import (
    check_all_agree,
    check_condition_agreed,
    is_statutory,
    resistance_of,
)
from amends.journey.consent.tests.cast import agree
from amends.service.rulebook.tests.cast import own_settings

D = dt.date


def condition(by, fence, since, rests_on="licence"):
    return actions.mark_standing(
        by=by, participant=fence.responsible, status="statutory", since=since, rests_on=rests_on
    )


@pytest.mark.requirement("W8-055")
def test_without_a_mark_it_is_voluntary(noms, coordinator):
    assert not is_statutory(noms.responsible)
    check_condition_agreed(noms.responsible)


@pytest.mark.requirement("W8-055")
def test_statutory_case_waits_for_informed_consent_with_its_consequences(noms, coordinator):
    condition(coordinator, noms, timezone.localdate(), "order")
    assert is_statutory(noms.responsible)
    with pytest.raises(Refused, match="informed consent to that is not on file"):
        check_condition_agreed(noms.responsible)
    unsaid = actions.Told(items=["process", "duty"])
    actions.explain(by=coordinator, participant=noms.responsible, kind="condition", told=unsaid)
    said = actions.Evidence(how="signed")
    with pytest.raises(Refused, match="warning or breach"):
        actions.record_consent(
            by=coordinator, participant=noms.responsible, key="order", answer="given", evidence=said
        )
    agree(coordinator, noms.responsible, "order", how="signed")
    check_condition_agreed(noms.responsible)


@pytest.mark.requirement("W8-324")
def test_written_consent_has_to_be_from_before_the_condition_where_the_scheme_requires_it(
    noms, coordinator, manager, service
):
    own_settings(service, "noms-2013", manager, written_consent_before_condition="required")
    with time_machine.travel(dt.datetime(2027, 5, 20, 12, tzinfo=dt.UTC), tick=True), acting_as(coordinator):
        with pytest.raises(Refused, match="Their written consent"):
            condition(coordinator, noms, D(2027, 5, 10))
        agree(coordinator, noms.responsible, "order", how="signed", on=D(2027, 5, 12))
        with pytest.raises(Refused, match="The one on file is of 12 May 2027"):
            condition(coordinator, noms, D(2027, 5, 10))
        assert not is_statutory(noms.responsible)
        agree(coordinator, noms.responsible, "order", how="signed", on=D(2027, 5, 9))
        condition(coordinator, noms, D(2027, 5, 10))
        assert is_statutory(noms.responsible)


@pytest.mark.requirement("W8-324")
def test_spoken_consent_is_no_written_one(noms, coordinator, manager, service):
    own_settings(service, "noms-2013", manager, written_consent_before_condition="required")
    with acting_as(coordinator):
        agree(coordinator, noms.responsible, "order", how="spoken")
        with pytest.raises(Refused, match="written consent"):
            condition(coordinator, noms, timezone.localdate())


def test_where_it_is_only_advised_the_condition_can_be_entered_first(noms, coordinator):
    condition(coordinator, noms, timezone.localdate())
    assert is_statutory(noms.responsible)


@pytest.mark.parametrize("name", ["essex-2015", "hmpps-2023"])
def test_other_rules_know_no_condition(under, coordinator, name):
    with pytest.raises(Refused, match="stays voluntary"):
        condition(coordinator, under(name), timezone.localdate())


@pytest.mark.requirement("W8-094")
@pytest.mark.parametrize("name", ["noms-2013", "noms-2013-order", "hmpps-2023", "essex-2015"])
def test_nobody_harmed_is_ever_under_a_condition(under, coordinator, name):
    fence = under(name)
    with pytest.raises(Refused, match="all others choose freely"):
        actions.mark_standing(
            by=coordinator,
            participant=fence.harmed,
            status="statutory",
            since=timezone.localdate(),
            rests_on="order",
        )


def test_statutory_says_what_it_rests_on(noms, coordinator):
    with pytest.raises(ValidationError, match="licence"):
        condition(coordinator, noms, timezone.localdate(), "")


def both_want_to_meet(by, fence):
    for person in (fence.harmed, fence.responsible):
        agree(by, person, "take_part", "meeting")


def resists(by, fence):
    return actions.note_resistance(
        by=by, participant=fence.responsible, words="Says he will show her.", likely_to_agree=True
    )


def finds(by, fence, **findings):
    given = {
        "not_distorting": True,
        "no_harm": True,
        "reason": "Calm with his officer beside him.",
        **findings,
    }
    return actions.decide_resistance(by=by, participant=fence.responsible, **given)


class TestResistance:
    """Somebody who resists a meeting is not put forward, whatever he has said (W8-073)."""

    @pytest.mark.requirement("W8-073")
    def test_voluntary_case_with_resistance_has_no_meeting_also_not_by_a_manager(
        self, noms, coordinator, manager
    ):
        both_want_to_meet(coordinator, noms)
        check_all_agree(noms.case, "meeting")
        resists(coordinator, noms)
        with pytest.raises(Refused, match="is against meeting"):
            check_all_agree(noms.case, "meeting")
        with acting_as(manager):
            finds(manager, noms)
        with pytest.raises(Refused, match="is against meeting"):
            check_all_agree(noms.case, "meeting")

    @pytest.mark.requirement("W8-073")
    @pytest.mark.parametrize(
        ("agreed", "findings", "allowed"),
        [
            (True, {}, True),
            (False, {}, False),
            (True, None, False),
            (True, {"not_distorting": False}, False),
            (True, {"no_harm": False}, False),
        ],
    )
    def test_statutory_case_needs_the_agreed_order_and_both_findings(
        self, noms, coordinator, manager, agreed, findings, allowed
    ):
        both_want_to_meet(coordinator, noms)
        if agreed:
            agree(coordinator, noms.responsible, "order", how="signed")
        condition(coordinator, noms, timezone.localdate(), "order")
        resists(coordinator, noms)
        if findings is not None:
            with acting_as(manager):
                finds(manager, noms, **findings)
        if allowed:
            check_all_agree(noms.case, "meeting")
        else:
            with pytest.raises(Refused, match="is against meeting"):
                check_all_agree(noms.case, "meeting")

    def test_only_a_manager_finds(self, noms, coordinator, facilitator):
        resists(coordinator, noms)
        with pytest.raises(Refused, match="does not allow"), acting_as(facilitator):
            finds(facilitator, noms)

    def test_letters_stay_possible_and_coming_round_opens_the_meeting(self, noms, coordinator):
        both_want_to_meet(coordinator, noms)
        resists(coordinator, noms)
        for person in (noms.harmed, noms.responsible):
            agree(coordinator, person, "letters")
        check_all_agree(noms.case, "letters")
        actions.resistance_is_over(by=coordinator, participant=noms.responsible)
        check_all_agree(noms.case, "meeting")
        assert Resistance.objects.count() == 1

    def test_somebody_harmed_who_does_not_want_to_meet_has_said_no(self, noms, coordinator):
        with pytest.raises(Refused, match="has said no"):
            actions.note_resistance(
                by=coordinator, participant=noms.harmed, words="Not yet", likely_to_agree=True
            )

    def test_pages_lead_from_the_board_to_the_finding(self, client, sign_in, noms, coordinator, manager):
        person = noms.responsible
        sign_in(client, coordinator)
        sent = {"words": "Shouted at his officer.", "likely_to_agree": "no"}
        client.post(reverse("consent:resistance", args=[person.pk]), sent)
        board = client.get(reverse("consent:board", args=[person.pk])).text
        assert "Shouted at his officer." in board
        assert client.get(reverse("consent:resistance", args=[noms.harmed.pk])).status_code == 404
        sign_in(client, manager)
        sent = {"not_distorting": "yes", "no_harm": "no", "reason": "Too angry still."}
        client.post(reverse("consent:decide", args=[person.pk]), sent)
        with acting_as(coordinator):
            found = resistance_of(person)
            assert found is not None
            assert not found.may_go_on
        sign_in(client, coordinator)
        client.post(reverse("consent:over", args=[person.pk]))
        with acting_as(coordinator):
            assert resistance_of(person) is None
