"""A meeting is held until what everybody who comes needs has an answer that is in place."""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import change_person
from amends.journey.meeting import actions
from amends.journey.meeting.models import InterpreterBooking, Meeting
from amends.journey.meeting.rules import board, check_ready
from amends.journey.meeting.rules.confirming import across_sides
from amends.journey.meeting.rules.needs import check_needs
from amends.journey.meeting.tests.cast import at, confirm, in_the_hall
from amends.journey.preparation.actions import add_need, meet_need
from amends.service.community.actions import keep
from amends.service.community.models import Interpreter

SIGN = {"kind": "language", "words": "Sign language interpreter"}


@pytest.mark.requirement("W8-384", "SS-041")
def test_a_need_without_an_answer_and_one_that_is_not_in_place_hold_the_meeting(ahead, coordinator):
    need = add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    for planned, lack in (("", "nothing is planned for it"), ("Agency asked", "not in place yet")):
        if planned:
            meet_need(by=coordinator, need=need, planned=planned, met_on=None)
        with pytest.raises(Refused) as refusal:
            confirm(coordinator, ahead)
        assert f"RP, person responsible: Sign language interpreter ({lack})" in str(refusal.value)
        assert "row 4" in refusal.value.source
        with pytest.raises(Refused, match="Sign language interpreter"):
            check_ready(ahead.case)
        assert f"RP: Sign language interpreter ({lack})" in [
            light.words for light in board(ahead.meeting).red
        ]
    meet_need(by=coordinator, need=need, planned="Booked", met_on=timezone.localdate())
    check_ready(ahead.case)
    assert confirm(coordinator, ahead).state == Meeting.State.CONFIRMED


@pytest.mark.requirement("SS-041")
def test_whoever_sees_one_side_learns_nothing_of_what_the_other_needs(ahead, coordinator, facilitator):
    add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    ahead.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        meeting = Meeting.objects.select_related("case", "venue").get()
        with pytest.raises(Refused, match="still to be done") as refusal:
            across_sides(meeting.case, partial(check_needs, meeting))
        assert "Sign" not in f"{refusal.value} {[light.words for light in board(meeting).red]}"


def test_what_somebody_needs_who_does_not_come_holds_nothing(ahead, coordinator):
    invited = ahead.meeting.invitations.get(participant=ahead.responsible)
    need = add_need(by=coordinator, participant=ahead.responsible, **SIGN)
    assert need.pk
    actions.answer(by=coordinator, invitation=invited, details={"answer": "no"})
    with pytest.raises(Refused, match="Both sides have to say"):
        confirm(coordinator, ahead)


@pytest.fixture
def ina(coordinator, service):
    """An interpreter of the pool, checked."""
    checked = {"checked_on": timezone.localdate(), "confidential_on": timezone.localdate()}
    details = {"name": "Ina", "languages": ["Polish"], **checked}
    with acting_as(coordinator):
        return keep(by=coordinator, row=Interpreter(service=service), details=details)


@pytest.mark.requirement("W8-283")
def test_a_place_without_step_free_access_is_refused_for_a_wheelchair_user(ahead, hall, coordinator):
    need = add_need(
        by=coordinator, participant=ahead.harmed, kind="access", words="Wheelchair", of_place=["step_free"]
    )
    meet_need(by=coordinator, need=need, planned="The hall will do", met_on=timezone.localdate())
    with pytest.raises(Refused, match="This place does not fit") as refusal:
        confirm(coordinator, ahead)
    assert "HH, person harmed: Wheelchair: the place lacks a way in without steps" in str(refusal.value)
    actions.change_venue(by=coordinator, venue=hall, details={"features": ["step_free", "loop"]})
    assert confirm(coordinator, ahead).state == Meeting.State.CONFIRMED


def test_what_the_place_has_answers_a_need_without_another_word(ahead, hall, coordinator):
    add_need(by=coordinator, participant=ahead.harmed, kind="hearing_seeing", words="Loop", of_place=["loop"])
    actions.change_venue(by=coordinator, venue=hall, details={"features": ["loop"]})
    check_ready(ahead.case)


@pytest.mark.requirement("W8-283", "W8-164")
def test_a_polish_speaker_without_an_interpreter_is_outstanding_until_one_is_booked(ahead, ina, coordinator):
    change_person(by=coordinator, person=ahead.responsible.person, details={"language": "Polish"})
    with pytest.raises(Refused, match="Outstanding") as refusal:
        confirm(coordinator, ahead)
    assert "RP, person responsible: no interpreter is booked for Polish" in str(refusal.value)
    book(coordinator, ahead, ina, listed=True)
    assert ahead.meeting.invitations.get(capacity="interpreter").called == "Ina"
    assert confirm(coordinator, ahead).state == Meeting.State.CONFIRMED


def book(by, fence, interpreter, **more):
    meeting = Meeting.objects.select_related("case", "venue").get(pk=fence.meeting.pk)
    return actions.book_interpreter(
        by=by,
        meeting=meeting,
        participant=fence.responsible,
        interpreter=interpreter,
        language="Polish",
        **more,
    )


@pytest.mark.requirement("W8-164")
def test_an_interpreter_need_with_no_arrangement_is_listed_and_a_booking_arranges_it(ahead, ina, coordinator):
    need = add_need(
        by=coordinator, participant=ahead.responsible, kind="language", words="Polish interpreter"
    )
    with pytest.raises(Refused, match=r"Outstanding.*Polish interpreter \(nothing is planned"):
        confirm(coordinator, ahead)
    red = next(light for light in board(ahead.meeting).red if "Polish" in light.words)
    assert red.url.endswith(f"/interpreter/{ahead.responsible.pk}/")
    booking = book(coordinator, ahead, ina)
    need.refresh_from_db()
    assert need.planned.startswith("An interpreter from the pool")
    check_ready(ahead.case)
    actions.free_interpreter(by=coordinator, booking=booking)
    with pytest.raises(Refused, match="Polish interpreter"):
        check_ready(ahead.case)


def test_nobody_is_booked_twice_and_a_meeting_that_is_off_or_moved_frees_them(ahead, ina, coordinator, hall):
    first = book(coordinator, ahead, ina)
    with pytest.raises(Refused, match="booked for another meeting"):
        book(coordinator, ahead, ina)
    meeting = Meeting.objects.select_related("case", "venue").get()
    actions.change(by=coordinator, meeting=meeting, wanted=in_the_hall(hall, starts=at(10), ends=at(12)))
    first.refresh_from_db()
    assert first.freed
    second = book(coordinator, ahead, ina)
    actions.cancel(by=coordinator, meeting=meeting, because="venue")
    second.refresh_from_db()
    assert second.freed


@pytest.mark.requirement("W8-283")
def test_an_interpreter_is_booked_on_a_page_of_their_own_side_only(
    ahead, ina, client, sign_in, coordinator, facilitator
):
    ahead.harmed_file.grants.all().delete()
    sign_in(client, facilitator)
    page = reverse("meeting:interpreter", args=[ahead.case.number, ahead.responsible.pk])
    sent = {"language": "Polish", "interpreter": ina.pk, "listed": ""}
    assert "Ina: Polish" in client.get(page).content.decode()
    assert client.post(page, sent).status_code == 302
    assert "Booked to interpret Polish" in client.get(reverse("meeting:show", args=[ahead.case.number])).text
    other = reverse("meeting:interpreter", args=[ahead.case.number, ahead.harmed.pk])
    assert client.get(other).status_code == 404
    with acting_as(coordinator):
        booking = InterpreterBooking.objects.get()
        ahead.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        assert not InterpreterBooking.objects.exists()
    with acting_as(coordinator):
        sign_in(client, coordinator)
    free = reverse("meeting:free_interpreter", args=[ahead.case.number, ahead.responsible.pk, booking.pk])
    assert client.post(free).status_code == 302
