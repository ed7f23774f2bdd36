"""May a meeting be planned, and may it be confirmed? Each refusal names the rule and what would open it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import check_is_live, milestones_of, principals_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.journey.allocation.rules import check_no_conflict, check_two_facilitators, standing_facilitators
from amends.journey.consent.rules import answers_that_count, check_nobody_without_form, switchboards
from amends.journey.meeting.arrangements import arrangements
from amends.journey.meeting.models import Arrangement, Arrival, Booking, Invitation, Meeting
from amends.journey.meeting.rules.finding import Around, around, people_there
from amends.journey.preparation.rules import Choosing, check_way_agreed, choices_that_count
from amends.journey.risk.models import PoliceRequest
from amends.journey.risk.rules import check_police
from amends.journey.safeguarding.rules.children import check_may_take_part, who_may_not_attend
from amends.journey.safeguarding.rules.harm import check_no_fresh_harm, check_reassessed
from amends.journey.safeguarding.rules.plans import check_plans
from amends.journey.suitability.rules import (
    Judged,
    check_suitable_for_meeting,
    judged,
    judgements_that_count,
)

PROCESS = "Essex manual, process para 2"
APART = dt.timedelta(minutes=10)
FACE_TO_FACE = {"meeting", "video"}
HELD_BEFORE = dt.timedelta(minutes=30)
SEEN = {
    Side.HARMED: Milestone.HARMED_SEEN,
    Side.PARTY_A: Milestone.HARMED_SEEN,
    Side.RESPONSIBLE: Milestone.RESPONSIBLE_SEEN,
    Side.PARTY_B: Milestone.RESPONSIBLE_SEEN,
}


@dataclass(frozen=True)
class Standing:
    """How the people of a case stand before a meeting is planned."""

    sides: list[Side]
    milestones: set[str]
    judged: Judged
    choosing: Choosing
    facilitators: list[User]


def standing(case: Case) -> Standing:
    """Reads all of it in one statement."""
    people = principals_of(case)
    files, milestones, principals, judgements, choices, answers, facilitators = fetch_together(
        case.files.order_by("pk"),
        milestones_of(case),
        people,
        judgements_that_count(people),
        choices_that_count(people),
        answers_that_count(people),
        standing_facilitators(case),
    )
    return Standing(
        sides=[Side(file.side) for file in files],
        milestones={milestone.name for milestone in milestones},
        judged=judged(principals, judgements),
        choosing=Choosing(
            principals, {c.participant_id: c for c in choices}, switchboards(principals, answers)
        ),
        facilitators=facilitators,
    )


def check_visited(known: Standing) -> None:
    """Refuse while the facilitators have not seen both sides (EX-044)."""
    unseen = [side.label.lower() for side in known.sides if SEEN[side] not in known.milestones]
    if unseen or len(known.sides) < len({*SEEN.values()}):
        who = " and ".join(unseen) or "the other side"
        raise Refused(
            f"Not yet seen: {who}.",
            source=PROCESS,
            opens="When the facilitators have visited them and written it down, a meeting can be planned.",
        )


def check_can_plan(case: Case, way: str, known: Standing | None = None) -> None:
    """Refuse a meeting before both were visited, chose it and agree to it, with two facilitators free of conflict."""
    check_is_live(case)
    if case.stage not in {Stage.PREPARATION, Stage.COMMUNICATION}:
        raise Refused(
            f"A meeting is planned in preparation or communication; this case is in "
            f"{case.get_stage_display().lower()}.",
            source="Essex manual, the process",
        )
    known = known or standing(case)
    check_visited(known)
    if way in FACE_TO_FACE:
        check_suitable_for_meeting(case, known.judged)
    check_way_agreed(case, way, known.choosing)
    check_two_facilitators(case, known.facilitators)
    check_no_conflict(case)


def check_time(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Refuse a time that is over, or that ends before it begins."""
    if ends_at <= starts_at:
        raise Refused("It ends before it begins.", field="ends")
    if starts_at <= timezone.now():
        raise Refused("This time has passed.", field="day")


def check_arrivals(arrivals: Iterable[Arrival]) -> None:
    """Refuse arrivals that put the two sides at the same door or in the same room (Wait 'til Eight 10.6)."""
    plans = sorted(arrivals, key=lambda plan: plan.at)
    for first, second in pairwise(plans):
        gap = dt.datetime.combine(dt.date.min, second.at) - dt.datetime.combine(dt.date.min, first.at)
        if gap < APART:
            raise Refused(
                "The two sides would arrive almost together.",
                source="Wait 'til Eight section 6 para 10.6",
                opens="Leave at least ten minutes between them.",
                field="at",
            )
    rooms = [plan.waits_in.strip().lower() for plan in plans]
    if len(set(rooms)) < len(rooms):
        raise Refused("The two sides would wait in the same room.", field="waits_in")


def check_may_book(case: Case) -> None:
    """Refuse to book while the risk waits to be assessed anew, or a child has no permission to take part."""
    check_reassessed(case)
    check_may_take_part(case)


def check_safe(meeting: Meeting) -> None:
    """Refuse while safety is not settled: a new assessment, a finding, a plan, an officer, a child's adults."""
    case, day = meeting.case, timezone.localtime(meeting.starts_at).date()
    check_reassessed(case)
    check_no_fresh_harm(case)
    check_plans(case)
    with as_clockwork(case.service):  # also for people of a file that is not open to whoever confirms
        coming = meeting.invitations.exclude(answer="no").filter(participant__isnull=False)
        by_person = {i.participant_id: i for i in coming if i.participant_id}
        people = list(Participant.objects.filter(pk__in=by_person).order_by("pk"))
        barred = [by_person[p.pk].called for p in who_may_not_attend(people, day)]
        check_police(people, PoliceRequest.Event.MEETING, day)
    if barred:
        raise Refused(
            f"Under 18, without a parent or guardian who knows and permits it: {', '.join(barred)}.",
            source="Wait 'til Eight section 5 para 4 and appendix 5C",
            opens="Ask the parent or guardian, and record what they say and when.",
        )


def check_ratio(meeting: Meeting, people: int, facilitators: int) -> None:
    """Refuse fewer facilitators than the manager has set for this many people (Wait 'til Eight appendix 5C)."""
    ratio = meeting.people_to_one_facilitator
    if ratio and people > ratio * facilitators:
        needed = -(-people // ratio)
        raise Refused(
            f"{people} people come and {facilitators} facilitators are booked; the manager has set one for {ratio}.",
            source="Wait 'til Eight section 5 para 7.2",
            opens=f"Book {needed} facilitators, or the manager sets another number with a reason.",
        )


def check_may_watch(meeting: Meeting, details: Mapping[str, object]) -> None:
    """Refuse an observer without protocol, agency and signed confidentiality, or without everybody's consent (W8-285)."""
    source = "Wait 'til Eight section 6 para 6.8"
    wanted = {
        "agency": "where they come from",
        "protocol": "under which protocol they watch",
        "confidential_on": "when they signed to keep it to themselves",
    }
    for name, words in wanted.items():
        if not details.get(name):
            raise Refused(f"Say of an observer {words}.", source=source, field=name)
    check_nobody_without_form("observers", people_there(meeting))


def words_of(arrangement: Arrangement) -> str:
    """The line of the list, with the name of whom it is about."""
    line = arrangements().get(arrangement.key)
    words = line.words if line else arrangement.key
    return f"{words}: {arrangement.invitation.called}" if arrangement.invitation else words


def check_can_confirm(meeting: Meeting) -> None:
    """Refuse to tell people that it takes place while something that must be settled is open (EX-077, EX-109)."""
    check_is_live(meeting.case)
    check_no_conflict(meeting.case)
    check_way_agreed(meeting.case, meeting.way)
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(f"This meeting is {meeting.get_state_display().lower()} already.")
    check_safe(meeting)
    known = around(meeting)
    invited = known.invitations
    waiting = [i.called for i in invited if i.capacity == Invitation.Capacity.PARTY and not i.comes]
    if waiting or len({i.side for i in invited if i.comes and i.side}) < len(SEEN) // 2:
        raise Refused(
            "Both sides have to say first that they come.",
            source="Essex manual, appendix C2",
            opens=f"Still to answer: {', '.join(waiting)}." if waiting else "",
        )
    if meeting.venue_id and not meeting.booking_reference:
        raise Refused(
            "The room is not booked yet.",
            source="Essex manual, appendix C2",
            opens="Put the reference of the booking in first.",
            field="booking_reference",
        )
    missing = [words_of(a) for a in known.open_arrangements if arrangements()[a.key].needed]
    if missing:
        raise Refused(
            "Something is not settled yet.", source="policy/meetings", opens=f"Open: {'; '.join(missing)}."
        )
    if meeting.venue_id and len(known.arrivals) < len(SEEN) // 2:
        raise Refused(
            "How each side arrives is not planned yet.", source="Wait 'til Eight section 6 para 6.3"
        )
    check_arrivals(known.arrivals)
    facilitators = sum(1 for booking in known.bookings if booking.user_id)
    check_ratio(meeting, sum(i.comes for i in invited), facilitators)


def warnings_of(meeting: Meeting, known: Around) -> list[str]:
    """What is not forbidden but should be seen: no second room, held too late, nobody greeting, things still open."""
    rooms = [booking for booking in known.bookings if booking.room_id]
    found = []
    if meeting.venue_id:
        if not any(b.use == Booking.Use.SECOND for b in rooms):
            found.append("There is no second room to wait in and to step out to.")
        if any(b.during.lower > meeting.starts_at - HELD_BEFORE for b in rooms):
            found.append("A room is not held for half an hour before the start.")
        if meeting.venue and not meeting.venue.is_neutral:
            found.append("The place is not neutral ground.")
    needed = arrangements()
    found += [f"Open: {words_of(a)}." for a in known.open_arrangements if not needed[a.key].needed]
    return found
