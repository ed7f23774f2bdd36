"""A meeting in a prison: its list, its timetable, its notice, and who is with the prisoner afterwards."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.actions import take_step
from amends.foundation.clock.models import Clock
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.meeting import actions
from amends.journey.meeting.actions import make_visitor_list
from amends.journey.meeting.actions.risk import ask_about_risk
from amends.journey.meeting.models import Custody, Meeting
from amends.journey.meeting.papers import make_arrival_sheet
from amends.journey.meeting.rules import around, warnings_of
from amends.journey.meeting.rules.custody import timetable
from amends.journey.meeting.tests.cast import at, get_ready, hold_it, in_the_hall
from amends.journey.meeting.tests.test_pages import address
from amends.journey.preparation.tests.cast import may_come
from amends.journey.risk.tests.cast import assessed


@pytest.fixture
def inside(prepared, coordinator, hall):
    """A meeting in a prison that waits for nothing but its confirmation."""
    fence = prepared()
    hall.kind, hall.gate_minutes = "prison", 20
    hall.save()
    fence.meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, fence.meeting)
    actions.set_gate_name(
        by=coordinator, meeting=fence.meeting, participant=fence.harmed, name="Johanna Hale"
    )
    return fence


def fresh(fence):
    return Meeting.objects.select_related("case", "venue").get(pk=fence.meeting.pk)


def reopen(by, fence, key):
    row = fence.meeting.arrangements.filter(key=key)[0]
    return actions.settle(by=by, arrangement=row, state="open")


def brother(by, fence):
    details = {"full_name": "Bram Brother"}
    found = add_person(
        by=by, file=fence.responsible_file, details=details, part="supporter", of=fence.responsible
    ).participant
    may_come(by, found)
    assessed(by, found)
    return actions.invite(by=by, meeting=fresh(fence), participant=found, called="Bram")


@pytest.mark.requirement("SS-022")
def test_one_visitor_who_is_not_let_in_holds_it_back_by_name_and_is_marked_on_the_list(inside, coordinator):
    row = inside.meeting.arrangements.filter(key="gate_entry", invitation__side="harmed")[0]
    actions.answer(by=coordinator, invitation=row.invitation, details={"called": "Hanna"})
    actions.settle(by=coordinator, arrangement=row, state="open")
    with pytest.raises(Refused) as refusal:
        actions.confirm(by=coordinator, meeting=fresh(inside))
    assert "Hanna" in refusal.value.opens
    html = make_visitor_list(by=coordinator, meeting=fresh(inside)).html
    assert "Not let in yet" in html
    actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Gate office", words="passport")
    html = make_visitor_list(by=coordinator, meeting=fresh(inside)).html
    for words in (
        "Johanna Hale",
        "Document: passport",
        "Confirmed by Gate office",
        "Searches, keys",
        "Control room told",
        "Escort",
    ):
        assert words in html
    assert "____" not in html
    assert "Rhys" not in html
    assert not [word for word in ("fence", "harmed", "responsible", "restorative") if word in html.lower()]
    assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"


@pytest.mark.requirement("SS-022", "EX-077")
def test_supporter_who_is_asked_later_is_let_in_by_name_before_it_is_confirmed(inside, coordinator):
    invitation = brother(coordinator, inside)
    actions.answer(by=coordinator, invitation=invitation, details={"answer": "yes"})
    with pytest.raises(Refused, match="not settled yet") as refusal:
        actions.confirm(by=coordinator, meeting=fresh(inside))
    assert "Bram" in refusal.value.opens


@pytest.mark.requirement("KM-017")
def test_gate_that_has_not_confirmed_whom_it_expects_is_on_the_list_of_the_day_before(
    client, sign_in, inside, coordinator
):
    row = reopen(coordinator, inside, "door_notice")
    meeting = actions.confirm(by=coordinator, meeting=fresh(inside))
    html = make_arrival_sheet(by=coordinator, meeting=meeting).html
    assert "Please tell us that you have this" in html
    assert not [word for word in ("fence", "harmed", "responsible", "restorative") if word in html.lower()]
    wanted = "Have reception or the gate confirm whom they expect"
    with time_machine.travel(meeting.starts_at - dt.timedelta(days=1), tick=True):
        page = sign_in(client, coordinator).get(reverse("worklist:home")).text
        assert wanted in page
        assert page.index('id="today">Today<') < page.index(wanted)
        said = {"state": "yes", "said_by": "Gate office, Officer Oak", "said_on": "2026-01-02"}
        answer = reverse("meeting:settle", args=[inside.case.number, row.pk])
        assert client.post(answer, said).status_code == 302
        assert wanted not in client.get(reverse("worklist:home")).text


def test_meeting_that_is_confirmed_on_its_day_has_the_gate_told_at_once(inside, coordinator):
    row = reopen(coordinator, inside, "door_notice")
    day = dt.datetime.combine(
        timezone.localdate(fresh(inside).starts_at), dt.time(0, 1), timezone.get_current_timezone()
    )
    with time_machine.travel(day, tick=True):
        assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"
        running = Clock.objects.get(name="door-notice-confirmed", stopped_at__isnull=True)
        assert running.due_at
        assert day < running.due_at < day + dt.timedelta(hours=1)
        actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Gate office")
        running.refresh_from_db()
    assert running.stopped_at


def test_moved_meeting_is_told_to_the_gate_anew_and_one_that_is_off_waits_for_nobody(
    inside, coordinator, hall
):
    row = inside.meeting.arrangements.get(key="door_notice")
    assert row.state == "yes"
    actions.confirm(by=coordinator, meeting=fresh(inside))
    running = Clock.objects.filter(name="door-notice-confirmed", stopped_at__isnull=True)
    assert not running.exists()
    meeting = actions.change(by=coordinator, meeting=fresh(inside), wanted=in_the_hall(hall, at(15), at(17)))
    row.refresh_from_db()
    assert row.state == "open"
    get_ready(coordinator, meeting)
    reopen(coordinator, inside, "door_notice")
    actions.confirm(by=coordinator, meeting=fresh(inside))
    assert running.exists()
    actions.cancel(by=coordinator, meeting=fresh(inside), because="venue")
    assert not running.exists()


def door(fence):
    """How the notice to the door stands, and whether it is somebody's task."""
    row = fence.meeting.arrangements.get(key="door_notice")
    running = Clock.objects.filter(name="door-notice-confirmed", stopped_at__isnull=True)
    return row.state, running.exists()


def comes_at(side, hour, minute, **more):
    return {"at": dt.time(hour, minute), "waits_in": f"{side} room", "met_by": "Fay", **more}


CHANGES: dict[str, Any] = {
    "somebody else comes": brother,
    "somebody drops out": lambda by, f: actions.answer(
        by=by, invitation=fresh(f).invitations.get(side="harmed"), details={"answer": "no"}
    ),
    "another name": lambda by, f: actions.answer(
        by=by, invitation=fresh(f).invitations.get(side="harmed"), details={"called": "Hanna H"}
    ),
    "another time": lambda by, f: actions.plan_arrival(
        by=by, meeting=fresh(f), side="harmed", details=comes_at("Blue", 13, 20)
    ),
    "another place to wait": lambda by, f: actions.plan_arrival(
        by=by, meeting=fresh(f), side="harmed", details=comes_at("Green", 13, 30)
    ),
}


@pytest.mark.requirement("KM-017")
@pytest.mark.parametrize("what", list(CHANGES))
def test_door_that_has_confirmed_confirms_again_what_has_changed_since(
    client, sign_in, inside, coordinator, what
):
    actions.confirm(by=coordinator, meeting=fresh(inside))
    assert door(inside) == ("yes", False)
    CHANGES[what](coordinator, inside)
    assert door(inside) == ("open", True)
    page = sign_in(client, coordinator).get(address("arrangements", inside.case)).text
    assert "hall office had confirmed it. Something has changed since" in page
    row = inside.meeting.arrangements.get(key="door_notice")
    actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Gate office")
    assert door(inside) == ("yes", False)


@pytest.mark.requirement("KM-017")
def test_reopened_notice_is_a_task_again_and_what_the_door_never_sees_is_none(inside, coordinator):
    actions.confirm(by=coordinator, meeting=fresh(inside))
    guest = fresh(inside).invitations.get(side="harmed")
    actions.answer(by=coordinator, invitation=guest, details={"relation_responsible": "neighbour"})
    again = inside.meeting.arrivals.filter(side="harmed").values("at", "waits_in", "met_by", "entrance").get()
    actions.plan_arrival(by=coordinator, meeting=fresh(inside), side="harmed", details=again)
    assert door(inside) == ("yes", False)
    reopen(coordinator, inside, "door_notice")
    assert door(inside) == ("open", True)


def test_before_it_is_confirmed_the_door_is_nobodys_task(inside, coordinator):
    reopen(coordinator, inside, "door_notice")
    assert door(inside) == ("open", False)


@pytest.mark.requirement("SS-022", "W8-303", "W8-259")
def test_community_hall_is_asked_none_of_it(prepared, coordinator, hall):
    meeting = actions.plan(by=coordinator, case=prepared().case, wanted=in_the_hall(hall))
    assert not [a for a in meeting.arrangements.all() if a.key.startswith(("prison", "gate"))]
    with pytest.raises(Refused, match="for a prison only"):
        make_visitor_list(by=coordinator, meeting=meeting)


@pytest.mark.requirement("W8-303")
@pytest.mark.parametrize(
    ("key", "words"), [("prison_alarm", "alarm bell"), ("prison_staff", "knows the prisoner")]
)
def test_without_somebody_by_the_alarm_bell_or_the_staff_in_the_room_it_is_refused(
    inside, coordinator, key, words
):
    row = reopen(coordinator, inside, key)
    with pytest.raises(Refused) as refusal:
        actions.confirm(by=coordinator, meeting=fresh(inside))
    assert words in refusal.value.opens
    with pytest.raises(Refused, match="by name") as refusal:
        actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Gate office")
    assert refusal.value.field == "note"
    actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Gate office", words="Officer Oak")
    assert "Officer Oak" in make_visitor_list(by=coordinator, meeting=fresh(inside)).html
    assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"


@pytest.mark.requirement("W8-303")
def test_nobody_can_say_that_the_alarm_bell_needs_nobody(client, sign_in, inside, coordinator):
    row = reopen(coordinator, inside, "prison_alarm")
    page = reverse("meeting:settle", args=[inside.case.number, row.pk])
    said = {"state": "not_needed", "note": "There is a camera."}
    assert "needed at every meeting there" in sign_in(client, coordinator).post(page, said).text
    said = {"state": "yes", "said_by": "Gate office", "said_on": timezone.localdate().isoformat()}
    assert "Say who it is, by name" in client.post(page, said).text
    with acting_as(coordinator):
        row.refresh_from_db()
        assert row.state == "open"
    assert client.post(page, {**said, "note": "Fay"}).status_code == 302


@pytest.mark.requirement("W8-259")
def test_a_talk_with_the_manager_does_not_stand_for_one_with_prison_security(inside, coordinator, manager):
    assessed(coordinator, inside.responsible, "before_meeting", level="high")
    with acting_as(manager):
        decide_approval(by=manager, approval=Approval.objects.get(key="risk-high"), approve=True)
    row = reopen(coordinator, inside, "prison_security")
    assert inside.meeting.arrangements.get(key="manager_talk").state == "yes"
    with pytest.raises(Refused, match="not settled yet") as refusal:
        actions.confirm(by=coordinator, meeting=fresh(inside))
    assert "talked through with prison security" in refusal.value.opens
    words = "HMP Example: an officer at the door."
    actions.settle(by=coordinator, arrangement=row, state="yes", said_by="Head of security", words=words)
    asked = ask_about_risk(by=coordinator, meeting=fresh(inside), looked_again=True)
    with acting_as(manager):
        decide_approval(by=manager, approval=asked, approve=True)
    assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"


@pytest.mark.requirement("W8-301")
def test_special_security_without_the_governors_word_holds_it_back(inside, coordinator):
    row = reopen(coordinator, inside, "prison_security")
    with pytest.raises(Refused) as refusal:
        actions.confirm(by=coordinator, meeting=fresh(inside))
    assert "security governor" in refusal.value.opens
    with pytest.raises(ValidationError, match="why it is not needed"):
        actions.settle(by=coordinator, arrangement=row, state="not_needed")
    actions.settle(
        by=coordinator, arrangement=row, state="not_needed", words="The security department said so."
    )
    assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"


@pytest.mark.requirement("W8-301")
def test_notice_shorter_than_the_prison_asks_is_a_recorded_warning(inside, coordinator, hall):
    hall.notice_working_days = 10
    hall.save()
    row = inside.meeting.arrangements.get(key="prison_told")
    day = add_working_days(timezone.localdate(), 8)
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(14)))
    meeting = actions.change(
        by=coordinator, meeting=fresh(inside), wanted=in_the_hall(hall, start, start + dt.timedelta(hours=1))
    )
    row.refresh_from_db()
    row.meeting = fresh(inside)
    actions.settle(
        by=coordinator, arrangement=row, state="yes", said_by="Security", said_on=timezone.localdate()
    )
    found = fresh(inside)
    assert found.notice_given == 8
    assert "The prison had 8 working days of notice; it asks for 10." in warnings_of(found, around(found))
    hall.notice_working_days = 5
    hall.save()
    row.meeting = fresh(inside)
    actions.settle(
        by=coordinator, arrangement=row, state="yes", said_by="Security", said_on=timezone.localdate()
    )
    assert fresh(inside).notice_given is None
    assert meeting.state == "planned"


@pytest.mark.requirement("W8-302")
def test_without_somebody_to_be_with_the_prisoner_afterwards_it_is_refused(
    client, sign_in, inside, coordinator
):
    Custody.objects.all().delete()
    with pytest.raises(Refused, match="nobody is named who stays with them"):
        actions.confirm(by=coordinator, meeting=fresh(inside))
    sign_in(client, coordinator)
    assert "Nobody named yet" in client.get(address("safety", inside.case)).text
    day = timezone.localdate()
    said = {"support_kind": "listener", "support_name": "on duty", "advised_on_day": day.day}
    said |= {"advised_on_month": day.month, "advised_on_year": day.year}
    assert client.post(address("custody", inside.case, inside.responsible.pk), said).status_code == 302
    assert client.get(address("custody", inside.case, inside.harmed.pk)).status_code == 404
    assert actions.confirm(by=coordinator, meeting=fresh(inside)).state == "confirmed"


@pytest.mark.requirement("W8-302")
def test_whether_they_were_alone_is_asked_the_same_day(client, sign_in, inside, coordinator):
    inside.case = take_step(by=coordinator, case=inside.case, verb="begin_communication")
    inside.meeting = actions.confirm(by=coordinator, meeting=fresh(inside))
    hold_it(coordinator, inside)
    clock = Clock.objects.get(name="custody-support")
    assert timezone.localtime(clock.due_at).date() == timezone.localtime(inside.meeting.starts_at).date()
    day = timezone.localtime(inside.meeting.ends_at).date()
    said = {
        "not_alone": "yes",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "hour": "16:30",
    }
    with time_machine.travel(inside.meeting.ends_at + dt.timedelta(hours=2)):
        sign_in(client, coordinator)
        assert (
            client.post(address("custody_after", inside.case, inside.responsible.pk), said).status_code == 302
        )
    clock.refresh_from_db()
    assert clock.ended == "met"
    assert Custody.objects.get().not_alone is True


@pytest.mark.requirement("W8-300")
def test_timetable_has_the_gate_both_arrivals_and_the_minutes_with_the_family(
    client, sign_in, inside, coordinator
):
    meeting = fresh(inside)
    assert "own supporters" not in " ".join(slot.words for slot in timetable(meeting, around(meeting)))
    brother(coordinator, inside)
    slots = timetable(meeting, around(meeting))
    assert [f"{slot.at:%H:%M}" for slot in slots] == sorted(f"{slot.at:%H:%M}" for slot in slots)
    lines = [f"{slot.at:%H:%M} {slot.words}" for slot in slots]
    assert "13:55 Five minutes for the prisoner with their own supporters" in lines
    assert "13:50 Person harmed: through the gate, in Oak room" in lines
    sign_in(client, coordinator)
    assert client.post(address("family_slot", inside.case), {"wanted": "no"}).status_code == 302
    meeting = fresh(inside)
    assert "own supporters" not in " ".join(slot.words for slot in timetable(meeting, around(meeting)))


@pytest.mark.requirement("W8-300")
def test_arrivals_at_the_same_time_or_too_late_for_the_gate_are_said(inside, coordinator):
    details = {"at": dt.time(13, 30), "waits_in": "Hatch", "met_by": "Femi"}
    with pytest.raises(Refused, match="almost together"):
        actions.plan_arrival(by=coordinator, meeting=inside.meeting, side="responsible", details=details)
    late = {**details, "at": dt.time(13, 55)}
    actions.plan_arrival(by=coordinator, meeting=inside.meeting, side="responsible", details=late)
    found = warnings_of(fresh(inside), around(fresh(inside)))
    assert "Person responsible arrives too late to get through the gate: at 13:40 at the latest." in found


@pytest.mark.requirement("W8-281")
def test_sheet_for_the_door_has_a_greeter_a_place_and_a_time_for_all_seven(inside, coordinator):
    for number in range(5):
        actions.invite(
            by=coordinator, meeting=inside.meeting, called=f"Neighbour {number}", capacity="affected"
        )
    with pytest.raises(Refused, match="Neighbour 0"):
        make_arrival_sheet(by=coordinator, meeting=fresh(inside))
    details = {"at": dt.time(13, 5), "waits_in": "Library", "met_by": "Ola", "entrance": "Side door"}
    actions.plan_arrival(by=coordinator, meeting=inside.meeting, side="others", details=details)
    html = make_arrival_sheet(by=coordinator, meeting=fresh(inside)).html
    assert html.count("met by") == html.count("waits in") == 7
    assert html.count("13:05, Side door, waits in Library, met by Ola") == 5
    assert not [
        word
        for word in ("fence", "harmed", "responsible", inside.case.number.lower())
        if word in html.lower()
    ]


def test_papers_of_a_prison_are_printed_from_the_page(client, sign_in, inside, coordinator):
    sign_in(client, coordinator)
    assert "list of visitors" in client.get(address("show", inside.case)).text
    for kind in ("visitors", "running-order"):
        assert client.post(address("paper", inside.case, kind)).status_code == 302
    pack = Document.objects.get(template="meeting-running-order").html
    assert "through the gate" in pack
    assert at(14) == inside.meeting.starts_at
    assert "Listener" not in pack


def test_what_is_private_to_the_prisoner_stays_in_their_file(inside, coordinator, facilitator):
    inside.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        assert not Custody.objects.exists()
