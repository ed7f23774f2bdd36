"""The meeting from the first click to the signature, as people use it; and the same address for those who may not."""

import datetime as dt
import re
import threading

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from icalendar import Calendar

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.meeting import actions
from amends.journey.meeting.models import Booking, Care, Meeting, Venue
from amends.journey.meeting.papers import make_arrival_sheet, make_running_order
from amends.journey.meeting.rules.confirming import check_can_confirm
from amends.journey.meeting.tests.cast import at, in_the_hall
from amends.journey.preparation.tests.cast import may_come
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM


def address(name, case, *more):
    return reverse(f"meeting:{name}", args=[case.number, *more])


def planned(hall, **changes):
    room, second = hall.rooms.order_by("pk")
    day = at(14)
    return {
        "way": "meeting",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "starts": "2pm",
        "ends": "16:00",
        "room": room.pk,
        "second": second.pk,
        "booking_reference": "RH-7",
        **changes,
    }


def test_page_says_what_stands_against_a_meeting(client, sign_in, coordinator, a_case):
    page = sign_in(client, coordinator).get(address("show", a_case.case))
    assert b"No meeting is planned" in page.content
    assert b"Not yet" in page.content


@pytest.mark.requirement("EX-044")
def test_page_names_who_is_not_yet_seen(client, sign_in, coordinator, prepared):
    fence = prepared()
    with acting_as(coordinator):
        undo_milestone(by=coordinator, case=fence.case, milestone=Milestone.HARMED_SEEN, reason="mistake")
    page = sign_in(client, coordinator).get(address("show", fence.case))
    assert b"Not yet seen: person harmed" in page.content


def test_meeting_is_planned_and_a_missing_room_is_asked_for(client, sign_in, coordinator, prepared, hall):
    case = prepared().case
    sign_in(client, coordinator)
    page = client.post(address("plan", case), planned(hall, room=""))
    assert b"Choose the room they will meet in" in page.content
    assert b"RH-7" in page.content
    assert client.post(address("plan", case), planned(hall)).status_code == 302
    assert Meeting.objects.get().booking_reference == "RH-7"
    shown = client.get(address("show", case)).content.decode()
    assert "Not ready: " in shown
    assert "HH: how they come and get home" in shown


def test_taken_room_is_said_at_the_room_and_nothing_typed_is_lost(
    client, sign_in, coordinator, confirmed, hall
):
    Booking.objects.filter(user__isnull=False).update(freed=True)
    Meeting.objects.update(state="held")
    page = sign_in(client, coordinator).post(address("plan", confirmed.case), planned(hall, notes="keep me"))
    assert b"Oak room is taken at that time" in page.content
    assert b"keep me" in page.content


def test_everything_around_the_meeting_is_done_on_pages(client, sign_in, coordinator, prepared, hall):
    fence = prepared()
    with acting_as(coordinator):
        meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    sign_in(client, coordinator)
    invitation = meeting.invitations.get(side="harmed")
    answers = {"answer": "yes", "called": "Hanna"}
    assert client.post(address("invited", fence.case, invitation.pk), answers).status_code == 302
    care = {"travel": "bus", "travel_settled": "on", "aftercare": "we ring"}
    assert client.post(address("care", fence.case, fence.harmed.pk), care).status_code == 302
    assert Care.objects.get().travel == "bus"
    arrival = {"at": "13:30", "waits_in": "Oak room", "met_by": "Fay"}
    assert client.post(address("arrival", fence.case, "harmed"), arrival).status_code == 302
    row = meeting.arrangements.get(key="safety")
    settled = {"state": "yes", "said_by": "Cora", "said_on": "2026-01-02"}
    assert client.post(address("settle", fence.case, row.pk), settled).status_code == 302
    assert client.get(address("arrangements", fence.case)).status_code == 200
    more = {"called": "Nia Neighbour", "capacity": "affected"}
    assert client.post(address("invite", fence.case), more).status_code == 302
    assert "Nia Neighbour" in client.get(address("show", fence.case)).content.decode()


def test_confirmed_meeting_is_held_written_up_and_signed_on_pages(client, sign_in, coordinator, confirmed):
    case = confirmed.case
    came = {f"came_{i.pk}": "came" for i in confirmed.meeting.invitations.all()}
    with time_machine.travel(at(20), tick=True):
        sign_in(client, coordinator)
        done = client.post(address("held", case), {"began": "14:00", "ended": "16:00", **came})
        assert done.status_code == 302, done.content.decode()
        words = {"background": "fence", "account": "calm", "turning_points": "photo", "lessons": ""}
        assert b"learnt" in client.post(address("write_up", case), {**words, "sign": "yes"}).content
        signed = client.post(address("write_up", case), {**words, "lessons": "time", "sign": "yes"})
        assert signed.status_code == 302
        assert client.post(address("add", case), {"words": "One more thing"}).status_code == 302
        assert client.post(address("remark", case, "harmed"), {"words": "For her file"}).status_code == 302
        page = client.get(address("write_up", case)).content.decode()
    assert "One more thing" in page
    assert "For her file" in page


@pytest.mark.requirement("EX-036")
def test_stopped_case_shows_its_meeting_as_cancelled(client, sign_in, coordinator, confirmed):
    sign_in(client, coordinator).post(reverse("consent:stop", args=[confirmed.harmed.pk]), {"reason": ""})
    page = client.get(address("show", confirmed.case)).content.decode()
    assert "the case has stopped" in page
    assert "It took place" not in page


def test_cancelling_needs_a_reason_and_frees_the_rooms(client, sign_in, coordinator, confirmed):
    sign_in(client, coordinator)
    assert client.post(address("cancel", confirmed.case), {}).status_code == 200
    assert client.post(address("cancel", confirmed.case), {"because": "venue"}).status_code == 302
    assert not Booking.objects.filter(freed=False).exists()


def test_calendar_holds_time_and_place_and_nobody_and_nothing(client, sign_in, coordinator, confirmed):
    answer = sign_in(client, coordinator).get(address("calendar", confirmed.case))
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == f"Appointment {confirmed.case.number}"
    assert event.decoded("dtstart") == confirmed.meeting.starts_at
    words = answer.content.decode().lower()
    assert not [word for word in ("hanna", "rhys", "hh", "fence", "restorative", "harmed") if word in words]


def test_calendar_does_not_call_confirmed_what_is_only_planned(client, sign_in, coordinator, ahead):
    answer = sign_in(client, coordinator).get(address("calendar", ahead.case))
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["status"] == "TENTATIVE"


def test_no_arrival_is_planned_for_a_side_that_the_case_has_not(client, sign_in, coordinator, ahead):
    """Two arrivals of one side must never count as both sides."""
    sign_in(client, coordinator)
    assert client.get(address("arrival", ahead.case, "party_a")).status_code == 404
    ahead.meeting.arrivals.filter(side="responsible").update(side="party_a")
    with pytest.raises(Refused, match="How each side arrives"):
        check_can_confirm(ahead.meeting)


@pytest.mark.requirement("KM-017", "W8-281")
def test_sheet_for_the_door_has_everybody_and_nothing_of_the_case(coordinator, confirmed):
    for invitation in confirmed.meeting.invitations.all():
        name = {"harmed": "Hanna", "responsible": "Rhys"}[invitation.side]
        actions.answer(by=coordinator, invitation=invitation, details={"called": name})
    html = make_arrival_sheet(by=coordinator, meeting=confirmed.meeting).html
    for name in ("Hanna", "Rhys", "13:30", "13:45", "Oak room", "Quiet room", "met by Fay"):
        assert name in html
    words = ("fence", "harmed", "responsible", "restorative", "neighbour", confirmed.case.number.lower())
    assert not [word for word in words if word in html.lower()]


def test_sheet_for_the_door_has_no_group_in_which_nobody_comes(coordinator, confirmed):
    """An arrival was planned for people who are on no list any more."""
    details = {"at": dt.time(13), "waits_in": "Foyer", "met_by": "Femi", "entrance": "side"}
    actions.plan_arrival(by=coordinator, meeting=confirmed.meeting, side="others", details=details)
    html = make_arrival_sheet(by=coordinator, meeting=confirmed.meeting).html
    assert re.findall(r"Group [A-Z]", html) == ["Group A", "Group B"]


def test_sheet_for_the_door_waits_for_the_arrivals(coordinator, prepared, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    with pytest.raises(Refused, match="how they arrive"):
        make_arrival_sheet(by=coordinator, meeting=meeting)


def test_running_order_is_made_and_refused_with_a_number_in_the_notes(
    client, sign_in, coordinator, confirmed
):
    sign_in(client, coordinator)
    assert client.post(address("paper", confirmed.case, "running-order")).status_code == 302
    assert "13:30" in Document.objects.get().html
    confirmed.meeting.notes = "Ring Hanna on 07700 900101."
    with pytest.raises(Refused, match="contains a number"):
        make_running_order(by=coordinator, meeting=confirmed.meeting)


def test_places_are_added_changed_and_given_rooms(client, sign_in, coordinator, service, other_service):
    sign_in(client, coordinator)
    hall = {"name": "Library", "kind": "hall", "address": "1 Road", "gate_minutes": "0", "in_use": "on"}
    assert client.post(reverse("meeting:add_venue"), {**hall, "checked": "on"}).status_code == 302
    venue = Venue.objects.get()
    assert venue.checked_by == coordinator
    assert client.post(reverse("meeting:room", args=[venue.pk]), {"name": "Blue room"}).status_code == 302
    assert client.post(reverse("meeting:add_venue"), hall).status_code == 200
    assert b"Blue room" in client.get(reverse("meeting:venues")).content
    theirs = Venue.objects.create(service=other_service, name="Theirs", address="x")
    assert client.get(reverse("meeting:venue", args=[theirs.pk])).status_code == 404


def test_the_book_of_places_says_when_a_room_is_taken_and_frees_it_with_the_meeting(
    client, sign_in, coordinator, confirmed
):
    page = sign_in(client, coordinator).get(reverse("meeting:venues")).text
    assert "1:30pm to 4pm: Oak room" in page
    assert page.count(confirmed.case.number) == 4  # two rooms, each named in its link and address
    assert cost(client, reverse("meeting:venues")) <= 12
    with acting_as(coordinator):
        actions.cancel(by=coordinator, meeting=confirmed.meeting, because="venue")
    assert confirmed.case.number not in client.get(reverse("meeting:venues")).text


def test_board_costs_as_much_for_two_people_as_for_six(client, sign_in, coordinator, confirmed):
    sign_in(client, coordinator)
    for_two = cost(client, address("show", confirmed.case))
    for principal, file in (
        (confirmed.harmed, confirmed.harmed_file),
        (confirmed.responsible, confirmed.responsible_file),
    ):
        for name in ("Sam Supporter", "Tia Supporter"):
            details, part = {"full_name": name}, Participant.Part.SUPPORTER
            added = add_person(by=coordinator, file=file, details=details, part=part, of=principal)
            finding = Finding(level="high", reasons=["threat"], safeguards="police nearby", answers=NO_HARM)
            assess(by=coordinator, participant=added.participant, moment="before_meeting", finding=finding)
            may_come(coordinator, added.participant)
            actions.invite(by=coordinator, meeting=confirmed.meeting, participant=added.participant)
    page = client.get(address("show", confirmed.case)).content.decode()
    assert page.count("risk high, waiting for the manager") == 4
    assert for_two <= cost(client, address("show", confirmed.case)) <= 12


def test_what_stands_against_a_meeting_costs_few_queries(client, sign_in, coordinator, communicating, hall):
    case = communicating("meeting").case
    sign_in(client, coordinator)
    assert b"Plan a meeting" in client.get(address("show", case)).content
    assert cost(client, address("show", case)) <= 12
    with acting_as(coordinator):
        meeting = actions.plan(by=coordinator, case=case, wanted=in_the_hall(hall))
        actions.cancel(by=coordinator, meeting=meeting, because="venue")
    assert cost(client, address("show", case)) <= 12


@pytest.mark.parametrize("who", ["stranger", "referrer", "sysadmin"])
def test_who_may_not_know_of_the_case_finds_nothing(client, sign_in, request, confirmed, who):
    sign_in(client, request.getfixturevalue(who))
    for name in ("show", "plan", "cancel", "invite", "arrangements", "calendar", "held", "write_up"):
        assert client.get(address(name, confirmed.case)).status_code == 404, name


def test_care_of_the_other_side_is_404_for_who_may_open_one_file(
    client, sign_in, coordinator, confirmed, facilitator
):
    confirmed.responsible_file.grants.all().delete()
    sign_in(client, facilitator)
    assert client.get(address("care", confirmed.case, confirmed.harmed.pk)).status_code == 200
    assert client.get(address("care", confirmed.case, confirmed.responsible.pk)).status_code == 404
    assert client.get(address("remark", confirmed.case, "responsible")).status_code == 404
    page = client.get(address("show", confirmed.case)).content.decode()
    assert "HH, person harmed" in page
    assert "RP, person responsible" not in page


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_same_room_in_the_same_moment_one_wins(service, coordinator, hall):
    """Real connections and real commits: the exclusion constraint decides."""
    with acting_as(coordinator):
        cases = [
            open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="fence")
            for _ in "ab"
        ]
        meetings = [
            Meeting.objects.create(
                service=service, case=case, venue=hall, during=(at(14), at(16)), planned_by=coordinator
            )
            for case in cases
        ]
    start, results = threading.Barrier(2), []

    def book(meeting):
        start.wait()
        try:
            with acting_as(coordinator):
                actions.planning._book(meeting, in_the_hall(hall, second=None))
        except Refused as refusal:
            results.append(str(refusal))
        else:
            results.append("booked")
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=[meeting]) for meeting in meetings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r[:8] for r in results) == ["Oak room", "booked"]


def test_who_was_put_on_the_list_by_mistake_is_taken_off_before_they_are_asked(
    client, sign_in, coordinator, ahead
):
    row = actions.invite(by=coordinator, meeting=ahead.meeting, called="PC Pim", capacity="officer")
    measure = actions.keep_safety_measure(
        by=coordinator,
        meeting=ahead.meeting,
        details={"words": "An officer next door", "responsible": "Fay", "relies_on": row},
    )
    sign_in(client, coordinator)
    off = address("take_off", ahead.case, row.pk)
    assert off in client.get(address("invited", ahead.case, row.pk)).text
    assert "A measure for safety relies on them" in client.post(off, follow=True).text
    measure.delete()
    assert "PC Pim is off the list" in client.post(off, follow=True).text
    assert not ahead.meeting.invitations.filter(called="PC Pim").exists()
    party = ahead.meeting.invitations.get(side="harmed")
    assert "Take them off" not in client.get(address("invited", ahead.case, party.pk)).text
    assert (
        "They take part themselves"
        in client.post(address("take_off", ahead.case, party.pk), follow=True).text
    )
    asked = actions.invite(by=coordinator, meeting=ahead.meeting, called="PC Pond", capacity="officer")
    actions.answer(by=coordinator, invitation=asked, details={"answer": "no"})
    page = client.post(address("take_off", ahead.case, asked.pk), follow=True).text
    assert "They have been asked already" in page
