"""The four sessions of a requirement are held in their order, and the second once the other side was heard."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.contact.actions.logging import log_contact
from amends.journey.court.models import PlannedMeeting, Sentence
from amends.journey.court.rules import following as rules
from amends.journey.court.tests.cast import FOUR, declined, hold, in_days, plan
from amends.journey.court.tests.test_report_pages import typed
from amends.journey.preparation.actions import record_first_talk

ALLOWS = "Would meet him if his mother is not there."


def talked(by, person, on, allows=ALLOWS, next_step="prepare"):
    """The person harmed was met."""
    said = {"happened": "Flowerpots were broken.", "effects": "Sleeps badly.", "allows": allows}
    details = {"met_on": on, "next_step": next_step, "review_on": in_days(9), **said}
    return record_first_talk(by=by, participant=person, details=details)


@pytest.fixture
def four(ordered, noms, coordinator, facilitator):
    """Four sessions are planned; a facilitator works with the person responsible alone."""
    program(noms.case.service, "clockwork")
    grant_file(by=coordinator, file=noms.responsible_file, user=facilitator, reason="test")
    with acting_as(coordinator):
        return plan(coordinator, ordered, *FOUR)


# --- in their order, each with what came of it ----------------------------------------------------------------------


@pytest.mark.requirement("W8-104")
@pytest.mark.parametrize("held", [0, 1, 2])
def test_session_waits_for_those_before_it(four, noms, coordinator, held):
    declined(coordinator, noms)
    for meeting in four[:held]:
        hold(coordinator, meeting)
    with pytest.raises(Refused, match="Not recorded yet: assessment" if held == 0 else "Not recorded yet"):
        hold(coordinator, four[held + 1], officer_there=True)


@pytest.mark.requirement("W8-104")
def test_session_is_not_held_before_the_day_of_the_one_before_it(four, noms, coordinator):
    hold(coordinator, four[0])
    with pytest.raises(Refused, match="The session before it was held on"):
        hold(coordinator, four[1], on=in_days(-1))


@pytest.mark.requirement("W8-104")
@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"possible": []}, "which forms are possible"),
        ({"possible_why": ""}, "from the harm and from their attitude"),
        ({"possible": ["none", "letter"]}, "Either some are possible, or none"),
        ({"place": ""}, "where it was"),
        ({"result": ""}, "what came of it"),
    ],
)
def test_first_session_ends_with_what_is_possible_and_why(four, coordinator, missing, words):
    with pytest.raises(Refused, match=words):
        hold(coordinator, four[0], **missing)
    assert not PlannedMeeting.objects.filter(held_on__isnull=False).exists()


@pytest.mark.requirement("W8-104")
def test_database_refuses_an_assessment_without_its_decision(four, coordinator):
    kept = PlannedMeeting.objects.filter(pk=four[0].pk)
    said = {"held_on": in_days(0), "place": "Office", "result": "He listens"}
    with pytest.raises(IntegrityError, match="assessment_says_what_is_possible"), transaction.atomic():
        kept.update(**said)
    with pytest.raises(IntegrityError, match="session_says_where_and_what"), transaction.atomic():
        kept.update(held_on=in_days(0), possible=["letter"], possible_why="He is open")


@pytest.mark.requirement("W8-104")
def test_all_four_make_the_requirement_complete(four, ordered, noms, coordinator, writer):
    declined(coordinator, noms)
    first = hold(coordinator, four[0], on=in_days(-1), place="Rushmere probation office")
    assert (first.held_on, first.place, first.result) == (
        in_days(-1),
        "Rushmere probation office",
        "Talked it through",
    )
    assert first.possible == ["conference", "letter"]
    for meeting in four[1:3]:
        hold(coordinator, meeting)
    assert Sentence.objects.get(pk=ordered.pk).is_statutory
    hold(coordinator, four[3], officer_there=True)
    assert Sentence.objects.get(pk=ordered.pk).ended == "complete"
    assert AuditEvent.objects.filter(what="requirement.meeting_held").count() == 4
    with acting_as(writer):
        assert "requirement is complete" in writer.notices.get().words
    with pytest.raises(Refused, match="has ended"):
        hold(coordinator, four[0])


@pytest.mark.requirement("W8-104")
def test_session_to_which_they_did_not_come_is_still_to_be_held(four, ordered, coordinator):
    missed = hold(coordinator, four[0], attended=False, place="", result="Rang that he was ill", possible=[])
    assert (missed.held_on, missed.missed_on) == (None, timezone.localdate())
    assert rules.plan_of(ordered).held == []
    assert hold(coordinator, missed).held_on == timezone.localdate()


def test_one_that_is_still_planned_keeps_a_requirement_open(four, ordered, noms, coordinator):
    PlannedMeeting.objects.update(days="0.75")
    plan(coordinator, ordered, "more")
    declined(coordinator, noms)
    for meeting in four:
        hold(coordinator, meeting, officer_there=True)
    assert Sentence.objects.get(pk=ordered.pk).is_statutory


def test_record_of_a_session_names_nobody_of_the_other_side(four, coordinator):
    for field in ("result", "possible_why"):
        with pytest.raises(Refused, match="other side"):
            hold(coordinator, four[0], **{field: "Hanna Harmed still sleeps badly"})


# --- the person harmed is heard before ------------------------------------------------------------------------------


def met(by, person):
    talked(by, person, in_days(-1))


def rung(by, person, hours=25):
    """Nobody answered."""
    at = timezone.now() - dt.timedelta(hours=hours)
    log_contact(by=by, participant=person, kind="call", result="no_answer", at=at, minutes=2)


def not_found(by, person):
    for hours in (28, 27, 26):
        rung(by, person, hours)


@pytest.mark.requirement("W8-105")
@pytest.mark.parametrize(
    "heard",
    [met, not_found, lambda by, person: refuse(by, person, "take_part", on=in_days(-1))],
    ids=["met", "not found", "declined"],
)
def test_preparation_waits_until_the_person_harmed_was_heard(four, noms, manager, facilitator, heard):
    with acting_as(facilitator):
        hold(facilitator, four[0], on=in_days(-2))
        with pytest.raises(Refused, match="not on record that the person harmed was met") as unheard:
            hold(facilitator, four[1])
    with acting_as(manager):
        heard(manager, noms.harmed)
    with acting_as(facilitator):
        with pytest.raises(Refused) as too_early:
            hold(facilitator, four[1], on=in_days(-2))
        assert str(too_early.value) == str(unheard.value), "a day that is tried tells nothing of which it was"
        assert hold(facilitator, four[1]).held_on == timezone.localdate()


@pytest.mark.requirement("W8-105")
@pytest.mark.parametrize(
    "not_heard",
    [
        lambda by, person: talked(by, person, in_days(-1), allows=""),
        rung,
        lambda by, person: agree(by, person, "take_part"),
    ],
    ids=["met, nothing said of what is possible", "tried once", "would take part, not met"],
)
def test_anything_less_is_not_enough(four, noms, manager, not_heard):
    with acting_as(manager):
        hold(manager, four[0])
        not_heard(manager, noms.harmed)
        with pytest.raises(Refused, match="what this showed to be possible"):
            hold(manager, four[1])


# --- the pages ------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-104", "W8-105")
def test_pages_of_whoever_prepares_him_say_nothing_of_what_she_said(
    four, noms, coordinator, facilitator, client, sign_in
):
    talked(coordinator, noms.harmed, in_days(-1))
    hold(coordinator, four[0])
    sign_in(client, facilitator)
    address = reverse("preparation:person", args=[noms.responsible.pk])
    page = client.get(address).text
    assert "Sessions of their requirement" in page
    assert "1 held. Next: <strong>Preparation</strong>" in page
    assert reverse("court:person", args=[noms.responsible.pk]) in page
    said = {"attended": "yes", "officer_there": "no", "facilitator_there": "yes"}
    said |= {**typed(in_days(0), "on"), "place": "Office", "result": "Knows what will be asked of him"}
    held = client.post(reverse("court:held", args=[four[1].pk]), said, follow=True).text
    assert "2 held" in held
    for text in (page, held):
        assert "mother" not in text
        assert "Flowerpots" not in text
    assert client.get(reverse("preparation:person", args=[noms.harmed.pk])).status_code == 404
    assert cost(client, address) <= 12


def test_side_of_the_person_harmed_never_sees_a_session(
    four, noms, coordinator, second_facilitator, client, sign_in
):
    hold(coordinator, four[0])
    grant_file(by=coordinator, file=noms.harmed_file, user=second_facilitator, reason="test")
    with acting_as(second_facilitator):
        assert not PlannedMeeting.objects.exists()
    sign_in(client, second_facilitator)
    assert client.get(reverse("court:held", args=[four[1].pk])).status_code == 404
    page = client.get(reverse("preparation:person", args=[noms.harmed.pk])).text
    assert "Sessions of their requirement" not in page


def test_missed_and_refused_are_shown_at_the_field(four, noms, coordinator, client, sign_in):
    sign_in(client, coordinator)
    address = reverse("court:held", args=[four[0].pk])
    said = {**typed(in_days(0), "on"), "attended": "no", "officer_there": "no", "facilitator_there": "yes"}
    said |= {"place": "Office", "result": "Rang that he was ill"}
    assert "Missed" in client.post(address, said, follow=True).text
    page = client.post(address, {**said, "attended": "yes"}).text
    assert "the first session ends with that" in page
    with pytest.raises(ValidationError):
        PlannedMeeting(kind="review", held_on=in_days(0)).full_clean()
