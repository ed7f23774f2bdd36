"""A meeting is planned when both sides were seen, chose it and agree to it, and nothing is booked twice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.case.actions import undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.messages.models import Message, Notice
from amends.journey.consent.actions import withdraw
from amends.journey.meeting import actions
from amends.journey.meeting.models import Arrangement, Arrival, Booking, Invitation, Meeting
from amends.journey.meeting.rules import around, board, check_arrivals, check_can_confirm, warnings_of
from amends.journey.meeting.tests.cast import at, choose, get_ready, in_the_hall
from amends.journey.meeting.tests.test_pages import planned
from amends.journey.preparation.actions import Talk, choose_way
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.tests.cast import draft, in_force
from amends.service.workforce import actions as workforce


def test_plan_books_both_rooms_from_half_an_hour_before_and_both_facilitators(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    booked = list(Booking.objects.filter(meeting=meeting))
    assert {b.during.lower for b in booked} == {at(13, 30)}
    assert {b.during for b in around(meeting).bookings} == {b.during for b in booked}
    assert len([b for b in booked if b.room_id]) == len([b for b in booked if b.user_id]) == 2
    assert Clock.objects.get(name="meeting-day").due_at == at(14)


@pytest.mark.requirement("EX-044")
def test_plan_is_refused_until_both_sides_were_visited(prepared, coordinator, hall):
    fence = prepared()
    undo_milestone(by=coordinator, case=fence.case, milestone=Milestone.HARMED_SEEN, reason="mistake")
    with pytest.raises(Refused, match="Not yet seen: person harmed"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))


@pytest.mark.requirement("EX-048")
def test_plan_is_refused_while_the_choices_differ(prepared, coordinator, hall):
    fence = prepared()
    today = dt.date.today()
    choose_way(
        by=coordinator, participant=fence.responsible, way="letters", on=today, talk=Talk(discussed_on=today)
    )
    with pytest.raises(Refused, match="Not everybody has chosen"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    choose(coordinator, fence, "meeting")
    assert actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("KM-011")
def test_conflict_that_comes_up_later_holds_the_confirmation_back(prepared, coordinator, hall, facilitator):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    responsible_for(coordinator, facilitator, fence.responsible)
    with pytest.raises(Refused, match="answers for somebody"):
        actions.confirm(by=coordinator, meeting=meeting)


def responsible_for(by, user, participant):
    details = {
        "kind": "offender_manager",
        "person_name": participant.person.full_name,
        "starts_on": dt.date(2026, 1, 1),
    }
    return workforce.note_responsibility(by=by, service=participant.case.service, user=user, details=details)


def test_time_that_has_passed_or_ends_before_it_begins_is_refused(prepared, coordinator, hall):
    fence = prepared()
    for starts, ends in [(at(14), at(13)), (at(14, days=-2), at(16, days=-2))]:
        with pytest.raises(Refused):
            actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall, starts, ends))


def test_room_of_another_place_is_refused(prepared, coordinator, hall, service):
    other = actions.add_venue(by=coordinator, service=service, details={"name": "Other", "address": "3 Road"})
    room = actions.add_room(by=coordinator, venue=other, name="Elm room")
    fence = prepared()
    with pytest.raises(Refused, match="another place"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall, room=room))


def test_second_meeting_while_one_is_ahead_is_refused(prepared, coordinator, hall):
    fence = prepared()
    actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    with pytest.raises(Refused, match="planned already"):
        actions.plan(
            by=coordinator, case=fence.case, wanted=in_the_hall(hall, at(10, days=5), at(11, days=5))
        )


def test_taken_room_is_refused_by_the_database_also_within_the_half_hour_before(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    row = Booking.objects.filter(meeting=meeting, room__isnull=False)[0]
    twin = Booking(service_id=row.service_id, case=row.case, meeting=meeting, room=row.room)
    twin.during = DateTimeTZRange(at(12), at(13, 31))
    with pytest.raises(IntegrityError, match="room_taken"), transaction.atomic():
        twin.save()
    twin.during = DateTimeTZRange(at(12), at(13, 30))
    twin.save()


def test_move_asks_everybody_again_and_frees_the_old_time(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    moved = actions.change(
        by=coordinator, meeting=meeting, wanted=in_the_hall(hall, at(10, days=4), at(12, days=4)), version=1
    )
    assert {i.answer for i in moved.invitations.all()} == {"asked"}
    assert {b.during.lower for b in moved.bookings.all()} == {at(9, 30, days=4)}
    with pytest.raises(ChangedMeanwhile):
        actions.change(by=coordinator, meeting=meeting, wanted=in_the_hall(hall), version=1)


def test_confirming_needs_a_reference_answers_arrivals_and_everything_settled(prepared, coordinator, hall):
    fence = prepared()
    plan = in_the_hall(hall, booking_reference="")
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=plan)
    with pytest.raises(Refused, match="Both sides"):
        actions.confirm(by=coordinator, meeting=meeting)
    get_ready(coordinator, meeting)
    with pytest.raises(Refused, match="not booked"):
        actions.confirm(by=coordinator, meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(booking_reference="RH-2")
    Arrangement.objects.filter(meeting=meeting, key="safety").update(state="open", said_by="", said_on=None)
    with pytest.raises(Refused, match="not settled"):
        actions.confirm(by=coordinator, meeting=meeting)


@pytest.mark.requirement("EX-109")
def test_confirmation_is_not_sent_before_the_room_is_booked(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall, booking_reference=""))
    get_ready(coordinator, meeting)
    with pytest.raises(Refused, match="room is not booked"):
        actions.confirm(by=coordinator, meeting=meeting)
    assert not Message.objects.filter(subject_key=f"meeting:{meeting.pk}").exists()


def test_confirmation_tells_each_side_in_the_way_their_card_allows(confirmed, coordinator):
    sent = Message.objects.filter(subject_key=f"meeting:{confirmed.meeting.pk}")
    assert {m.to_participant_id for m in sent} == {confirmed.harmed.pk, confirmed.responsible.pk}
    assert {m.channel for m in sent} == {"sms"}
    assert "restorative" not in sent[0].body.lower()
    assert {i.confirmed_how for i in Invitation.objects.all()} == {"sms"}


def test_cancelling_gives_the_task_to_tell_both_sides_and_tells_the_other_facilitator(
    confirmed, coordinator, facilitator, second_facilitator
):
    confirmed.responsible_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        actions.cancel(by=facilitator, meeting=confirmed.meeting, because="venue")
    with acting_as(coordinator):
        tasks = Clock.objects.filter(name="task-tell-meeting-is-off", stopped_at__isnull=True)
        assert {task.file_id for task in tasks} == {confirmed.harmed_file.pk, confirmed.responsible_file.pk}
    with acting_as(second_facilitator):
        assert Notice.objects.filter(user=second_facilitator, words__endswith="the meeting is off.").exists()


def test_who_was_never_told_of_it_need_not_hear_that_it_is_off(confirmed, coordinator):
    about = About(
        service=confirmed.case.service,
        subject=f"participant:{confirmed.harmed.pk}",
        case=confirmed.case,
        file=confirmed.harmed_file,
    )
    start_clock(by=coordinator, name="task-tell-of-meeting", about=about)
    actions.cancel(by=coordinator, meeting=confirmed.meeting, because="venue")
    tasks = Clock.objects.filter(name__startswith="task-tell", stopped_at__isnull=True)
    assert [(task.name, task.file_id) for task in tasks] == [
        ("task-tell-meeting-is-off", confirmed.responsible_file.pk)
    ]


def to_be_told(meeting):
    return {m.state for m in Message.objects.filter(subject_key=f"meeting:{meeting.pk}")}


def test_a_meeting_that_is_moved_sends_out_nothing_of_the_time_before(confirmed, coordinator, hall):
    assert to_be_told(confirmed.meeting) == {Message.State.QUEUED}
    later = in_the_hall(hall, at(17), at(19))
    actions.change(by=coordinator, meeting=confirmed.meeting, wanted=later)
    assert to_be_told(confirmed.meeting) == {Message.State.STOPPED}


def test_who_sees_one_side_cancels_what_is_on_its_way_to_both(confirmed, coordinator, facilitator):
    confirmed.responsible_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        assert Message.objects.filter(subject_key=f"meeting:{confirmed.meeting.pk}").count() == 1
        actions.cancel(by=facilitator, meeting=confirmed.meeting, because="venue")
    with acting_as(coordinator):
        assert to_be_told(confirmed.meeting) == {Message.State.STOPPED}


@pytest.mark.requirement("EX-077")
def test_prison_meeting_waits_for_entry_of_each_person_and_the_hall_does_not_ask(prepared, coordinator, hall):
    fence = prepared()
    hall.kind = "prison"
    hall.save()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    gate = meeting.arrangements.filter(key="gate_entry")[0]
    actions.settle(by=coordinator, arrangement=gate, state="open")
    with pytest.raises(Refused) as refused:
        actions.confirm(by=coordinator, meeting=meeting)
    assert gate.invitation is not None
    assert gate.invitation.called in refused.value.opens
    actions.settle(by=coordinator, arrangement=gate, state="yes", said_by="Gate office")
    assert actions.confirm(by=coordinator, meeting=meeting).state == "confirmed"


def test_hall_is_not_asked_for_what_a_prison_is(prepared, coordinator, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    assert not [a.key for a in meeting.arrangements.all() if a.key.startswith(("prison", "gate"))]


@pytest.mark.requirement("W8-236")
def test_too_few_facilitators_for_the_managers_ratio_hold_it_back(prepared, coordinator, manager, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    for number in range(7):
        actions.invite(by=coordinator, meeting=meeting, called=f"Neighbour {number}", capacity="affected")
    get_ready(coordinator, meeting)
    with pytest.raises(Refused, match="role"):
        actions.set_ratio(by=coordinator, meeting=meeting, people=4, reason="lively")
    actions.set_ratio(by=manager, meeting=meeting, people=4, reason="lively")
    with pytest.raises(Refused, match="9 people") as refused:
        actions.confirm(by=coordinator, meeting=meeting)
    assert "Book 3 facilitators" in refused.value.opens
    actions.set_ratio(by=manager, meeting=meeting, people=5, reason="calm after all")
    assert actions.confirm(by=coordinator, meeting=meeting).state == "confirmed"


@pytest.mark.requirement("W8-280")
def test_missing_second_room_is_pointed_out(prepared, coordinator, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall, second=None))
    assert any("second room" in words for words in warnings_of(meeting, around(meeting)))


def test_the_board_is_not_green_before_it_is_planned_how_each_side_arrives(ahead, coordinator):
    assert not board(ahead.meeting).red
    ahead.meeting.arrivals.filter(side="harmed").delete()
    with pytest.raises(Refused, match="How each side arrives"):
        check_can_confirm(ahead.meeting)
    [red] = board(ahead.meeting).red
    assert red.words == "How the person harmed arrives is not planned"


def test_nobody_arrives_unseen_before_the_rooms_are_ours(prepared, coordinator, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    early = {"at": dt.time(13, 15), "waits_in": "Oak room", "met_by": "Fay", "entrance": "front"}
    actions.plan_arrival(by=coordinator, meeting=meeting, side="harmed", details=early)
    later = {**early, "at": dt.time(13, 45), "waits_in": "Quiet room"}
    actions.plan_arrival(by=coordinator, meeting=meeting, side="responsible", details=later)
    words = "The rooms are ours from 13:30. Before that arrive: person harmed, 13:15."
    assert words in warnings_of(meeting, around(meeting))


@pytest.mark.requirement("W8-300")
def test_both_sides_at_the_same_time_or_in_the_same_room_are_refused(prepared, coordinator, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    first = {"at": dt.time(13, 15), "waits_in": "Oak room", "met_by": "Fay"}
    actions.plan_arrival(by=coordinator, meeting=meeting, side="harmed", details=first)
    for other in (
        {"at": dt.time(13, 15), "waits_in": "Quiet room"},
        {"at": dt.time(13, 40), "waits_in": "oak room"},
    ):
        with pytest.raises(Refused):
            actions.plan_arrival(
                by=coordinator, meeting=meeting, side="responsible", details={**other, "met_by": "Femi"}
            )


@given(first=st.times(), second=st.times())
def test_accepted_arrivals_are_always_at_least_ten_minutes_apart(first, second):
    plans = [
        Arrival(side="harmed", at=first, waits_in="a"),
        Arrival(side="responsible", at=second, waits_in="b"),
    ]
    minutes = abs((first.hour - second.hour) * 60 + first.minute - second.minute)
    try:
        check_arrivals(plans)
    except Refused:
        assert minutes <= 10
    else:
        assert minutes >= 9


def test_person_is_on_the_list_once(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    with pytest.raises(ValidationError):
        actions.invite(by=coordinator, meeting=meeting, participant=fence.harmed)


def test_confirmation_is_refused_when_somebody_takes_the_consent_to_it_back(prepared, coordinator, hall):
    fence = prepared()
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    check_can_confirm(meeting)
    withdraw(by=coordinator, participant=fence.harmed)
    meeting = Meeting.objects.select_related("case").get(pk=meeting.pk)
    with pytest.raises(Refused, match="stop"):
        actions.confirm(by=coordinator, meeting=meeting)


def test_meeting_of_another_service_stays_out_of_sight(confirmed, stranger):
    with acting_as(stranger):
        assert not Meeting.objects.exists()
        assert not Booking.objects.exists()
        assert not Invitation.objects.exists()


@pytest.mark.requirement("EX-025")
def test_only_the_members_of_a_group_who_agreed_are_invited(prepared, coordinator, hall, request):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    _, members = request.getfixturevalue("residents")
    for member in members[:4]:
        assert actions.invite(by=coordinator, meeting=meeting, participant=member).pk
    for member in members[4:]:
        with pytest.raises(Refused, match="has not agreed to take part"):
            actions.invite(by=coordinator, meeting=meeting, participant=member)


@pytest.mark.requirement("W8-276")
def test_meeting_in_prison_without_a_protocol_names_it_and_tells_the_manager(
    client, sign_in, prepared, coordinator, manager, service, hall, acting
):
    prison = Agency.objects.create(service=service, name="HMP Exampleton", kind="prison")
    draft(coordinator, prison, about=SharingAgreement.About.ESTABLISHMENTS)
    register = sign_in(client, coordinator).get(reverse("sharing:agreements"))
    lines = register.context["protocols"].lines
    states = {name.text: state.tag.text for (_, name), (_, state), _ in lines}
    assert len(states) == 5
    assert states[SharingAgreement.About.ESTABLISHMENTS.label] == "Draft"
    assert states[SharingAgreement.About.POLICE.label] == "Not written yet"
    case = prepared().case
    missing = "The protocol “Prisons: remand, sentenced, meetings there” is not in force: it is draft."
    hall.kind = "prison"
    hall.save()
    page = sign_in(client, coordinator).post(
        reverse("meeting:plan", args=[case.number]), planned(hall), follow=True
    )
    assert missing in page.text
    acting(manager)
    assert Notice.objects.filter(user=manager, words__contains=missing).exists()
    acting(coordinator)
    in_force(coordinator, prison, about=SharingAgreement.About.ESTABLISHMENTS, title="Signed")
    assert actions.tell_of_missing_protocol(by=coordinator, case=case, venue=hall) == ""
