"""Nobody is approached who does not want it, and nobody who has stopped has missed anything."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import mark_standing, withdraw
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.contact import actions
from amends.journey.contact.models import Appointment, Contact

SOON = dt.timedelta(days=2)


def book(by, participant, at=None, **details):
    at = at or timezone.now() + SOON
    return actions.make_appointment(
        by=by, participant=participant, at=at, kind="call", with_user=by, **details
    )


def log(by, participant, purpose="engage", **details):
    at = timezone.now() - dt.timedelta(minutes=5)
    given = {"kind": "call", "result": "reached", "minutes": 5, "disclosable": False, **details}
    if participant.side == "responsible":
        given = {"harm_signs": [], **given}
    return actions.log_contact(by=by, participant=participant, at=at, purpose=purpose, **given)


@pytest.fixture
def fay(allocated_case, facilitator, acting):
    """One of the two facilitators, who has been trained."""
    acting(facilitator)
    return facilitator


@pytest.mark.requirement("EX-126")
def test_with_a_no_to_contact_that_person_is_not_reached_and_the_other_is(allocated_case, fay):
    refuse(fay, allocated_case.responsible, "contact")
    for act in (log, book):
        with pytest.raises(Refused, match="do not want to be contacted"):
            act(fay, allocated_case.responsible)
    assert log(fay, allocated_case.harmed).pk


@pytest.mark.requirement("EX-036")
def test_after_a_withdrawal_nothing_new_can_be_logged_towards_them_and_the_diary_is_empty(
    allocated_case, fay
):
    agree(fay, allocated_case.harmed, "take_part")
    ahead = book(fay, allocated_case.harmed)
    withdraw(by=fay, participant=allocated_case.harmed)
    ahead.refresh_from_db()
    assert ahead.kept == "cancelled"
    for purpose in ("engage", "inform", "debrief"):
        with pytest.raises(Refused, match="stop"):
            log(fay, allocated_case.harmed, purpose)
    assert log(fay, allocated_case.responsible, "inform").pk
    assert log(fay, allocated_case.harmed, "inform", direction=Contact.Direction.IN).pk
    agree(fay, allocated_case.harmed, "take_part")
    assert log(fay, allocated_case.harmed).pk


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_leaving_is_never_a_missed_appointment(allocated_case, coordinator, answer):
    at = timezone.now() + SOON
    booked = book(coordinator, allocated_case.responsible, at)
    refuse(coordinator, allocated_case.responsible, "take_part", answer)
    booked.refresh_from_db()
    assert booked.kept == "cancelled"
    Appointment.objects.filter(pk=booked.pk).update(kept="")  # as if it had been overlooked
    booked.refresh_from_db()
    with time_machine.travel(at + dt.timedelta(hours=2)), acting_as(coordinator):
        with pytest.raises(Refused, match="nobody missed anything") as refusal:
            actions.settle_appointment(by=coordinator, appointment=booked, kept="missed")
        assert refusal.value.field == "kept"
        actions.settle_appointment(by=coordinator, appointment=booked, kept="cancelled")


@pytest.mark.requirement("W8-055")
def test_no_appointment_in_a_statutory_case_before_informed_consent(allocated_case, coordinator):
    person = allocated_case.responsible
    person.case.profile = "noms-2013"
    person.case.save(update_fields=["profile"])
    assert book(coordinator, person).pk
    today = timezone.localdate()
    mark_standing(by=coordinator, participant=person, status="statutory", since=today, rests_on="order")
    with pytest.raises(Refused, match="informed consent to that is not on file"):
        book(coordinator, person)
    agree(coordinator, person, "order", how="signed")
    assert book(coordinator, person).pk
    mark_standing(by=coordinator, participant=person, status="voluntary", since=today)
