"""The fence case with both sides prepared, and a hall to meet in; for tests of meetings and of what follows them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.journey.consent.tests.cast import agree
from amends.journey.meeting import actions
from amends.journey.meeting.arrangements import arrangements
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.custody import prisoners_of
from amends.journey.preparation.actions import Talk, choose_way
from amends.journey.preparation.tests.cast import get_prepared
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.tests.cast import NO_HARM
from amends.journey.suitability.tests.cast import judged

LISTENER = {"advised_on": dt.date(2026, 1, 5), "support_kind": "listener", "support_name": "on duty"}
MET = {"travel": "by bus", "travel_settled": True, "aftercare": "we ring the next day"}


def both(fence):
    """The two principals."""
    return (fence.harmed, fence.responsible)


def choose(by, fence, way):
    """Both choose a way and agree to it."""
    for person in both(fence):
        talk = Talk(discussed_on=timezone.localdate())
        choose_way(by=by, participant=person, way=way, on=timezone.localdate(), talk=talk)
        agree(by, person, "take_part", way)


def judge_and_assess(by, fence):
    """Both found suitable, risk low."""
    for person in both(fence):
        judged(by, person)
        low = Finding(level="low", reasons=["quiet"], safeguards="two facilitators", answers=NO_HARM)
        assess(by=by, participant=person, moment="before_meeting", finding=low)


@pytest.fixture
def prepared(allocated_case, coordinator):
    """`prepared("letters")`: the fence case in preparation, both visited, suitable, assessed and agreed on that way."""

    def make(way="meeting"):
        case = allocated_case.case
        with acting_as(coordinator):
            reach(by=coordinator, case=case, milestone=Milestone.PACK_ISSUED)
            allocated_case.case = take_step(by=coordinator, case=case, verb="begin_preparation")
            for milestone in (Milestone.HARMED_SEEN, Milestone.RESPONSIBLE_SEEN):
                reach(by=coordinator, case=case, milestone=milestone)
            choose(coordinator, allocated_case, way)
            judge_and_assess(coordinator, allocated_case)
            get_prepared(coordinator, *both(allocated_case))
        return allocated_case

    return make


@pytest.fixture
def communicating(prepared, coordinator):
    """The same, in communication."""

    def make(way="meeting"):
        fence = prepared(way)
        with acting_as(coordinator):
            fence.case = take_step(by=coordinator, case=fence.case, verb="begin_communication")
        return fence

    return make


@pytest.fixture
def hall(coordinator, service):
    """A hall with two rooms."""
    details = {"name": "Rushmere Hall", "address": "2 Example Street"}
    with acting_as(coordinator):
        venue = actions.add_venue(by=coordinator, service=service, details=details)
        actions.add_room(by=coordinator, venue=venue, name="Oak room")
        actions.add_room(by=coordinator, venue=venue, name="Quiet room", for_breaks=True)
    return venue


def at(hour, minute=0, days=3):
    """A time of the day that many days from now."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def in_the_hall(hall, starts=None, ends=None, **changes):
    """A plan for two hours in the afternoon."""
    rooms = list(hall.rooms.order_by("pk"))
    wanted = {
        "way": "meeting",
        "starts_at": starts or at(14),
        "ends_at": ends or at(16),
        "venue": hall,
        "room": rooms[0],
        "second": rooms[1],
        "booking_reference": "RH-1",
    }
    return actions.Plan(**{**wanted, **changes})


def get_ready(by, meeting):
    """Everybody has said yes, everything is settled, both arrivals are planned."""
    today = timezone.localdate()
    for invitation in meeting.invitations.all():
        actions.answer(by=by, invitation=invitation, details={"answer": "yes"})
        care = {**MET, "told_no_recording_on": today, "confidentiality_on": today}
        if invitation.participant:
            actions.set_care(by=by, meeting=meeting, participant=invitation.participant, details=care)
    for person in prisoners_of(meeting):
        actions.plan_custody(by=by, meeting=meeting, participant=person, details=LISTENER)
    sides = sorted({i.side for i in meeting.invitations.all() if i.side})
    for side, hour, room in zip(
        sides, (dt.time(13, 30), dt.time(13, 45)), ("Oak room", "Quiet room"), strict=True
    ):
        details = {"at": hour, "waits_in": room, "met_by": "Fay", "entrance": "front"}
        actions.plan_arrival(by=by, meeting=meeting, side=side, details=details)
    for arrangement in meeting.arrangements.all():
        line = arrangements().get(arrangement.key)
        words = "Fay Facilitates" if line and line.named else ""
        actions.settle(by=by, arrangement=arrangement, state="yes", said_by="hall office", words=words)


@pytest.fixture
def ahead(prepared, coordinator, hall):
    """A meeting that waits for nothing but its confirmation."""
    fence = prepared()
    fence.meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, fence.meeting)
    return fence


def confirm(by, fence):
    """The meeting of that case is confirmed, read afresh."""
    meeting = Meeting.objects.select_related("case", "venue").get(pk=fence.meeting.pk)
    return actions.confirm(by=by, meeting=meeting)


@pytest.fixture
def confirmed(communicating, coordinator, hall):
    """A meeting that everybody is ready for."""
    fence = communicating("meeting")
    with acting_as(coordinator):
        meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
        get_ready(coordinator, meeting)
        meeting = actions.confirm(by=coordinator, meeting=meeting)
    fence.meeting = meeting
    return fence


@pytest.fixture
def held(confirmed, coordinator):
    """The meeting has taken place and everybody came; it is not written up yet."""
    return hold_it(coordinator, confirmed)


def hold_it(by, fence, although=""):
    """Two hours on the day itself, seen from that evening."""
    meeting = fence.meeting
    with time_machine.travel(meeting.ends_at + dt.timedelta(hours=1), tick=True), acting_as(by):
        came = {i.pk: "came" for i in meeting.invitations.all()}
        fence.write_up = actions.hold(
            by=by,
            meeting=meeting,
            began_at=meeting.starts_at,
            ended_at=meeting.ends_at,
            attendance=came,
            although=although,
        )
        fence.case.refresh_from_db()
        fence.meeting.refresh_from_db()
    return fence
