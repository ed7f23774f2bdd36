"""May a meeting be confirmed, and what should be seen although it holds nothing back?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import ASK_COORDINATOR, both_sides_seen, check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.rules import check_no_conflict, facilitators_needed, facilitators_shown
from amends.journey.consent.models import Standing
from amends.journey.meeting.models import Arrival, Booking, Invitation, Meeting, Venue
from amends.journey.meeting.rules.custody import check_custody, too_late_through_the_gate
from amends.journey.meeting.rules.finding import Around, around
from amends.journey.meeting.rules.gate import out_of_date
from amends.journey.meeting.rules.needs import check_needs
from amends.journey.meeting.rules.planning import (
    HELD_BEFORE,
    check_arrivals,
    check_safe,
    check_vetted_on,
    is_asked,
    is_needed,
    words_of,
)
from amends.journey.meeting.rules.risk import (
    BEFORE,
    STILL_OPEN,
    check_meeting_risk,
    check_talked_through,
)
from amends.journey.preparation.models import Affected, SupporterFinding
from amends.journey.preparation.rules import (
    check_measures,
    check_others_asked,
    check_way_agreed,
    findings_that_count,
)
from amends.journey.preparation.rules.company import ASSESSED
from amends.journey.preparation.rules.company import SOURCE as COMPANY
from amends.journey.risk.rules import current_level
from amends.journey.suitability.rules import check_suitable_for_meeting

AFFECTED = "Wait 'til Eight appendix 3E 1"
NEXT_DOOR, DOOR_NOTICE, MANAGER = "next_door", "door_notice", "manager"


def check_ratio(meeting: Meeting, people: int, facilitators: int) -> None:
    """Refuse fewer facilitators than the manager has set for this many people (Wait 'til Eight appendix 5C)."""
    least = facilitators_needed(meeting.case, facilitators)
    if facilitators < least:
        if facilitators >= facilitators_shown(meeting.case, facilitators):
            raise Refused(STILL_OPEN, source=BEFORE, opens=ASK_COORDINATOR)
        raise Refused(
            f"{facilitators} of {least} facilitators are booked.",
            source="The rules of the service: how many facilitators a case has",
            opens="Book the other one for that time.",
        )
    ratio = meeting.people_to_one_facilitator
    if ratio and people > ratio * facilitators:
        needed = -(-people // ratio)
        raise Refused(
            f"{people} people come, facilitators booked: {facilitators}. The manager has set one for {ratio}.",
            source="Wait 'til Eight section 5 para 7.2",
            opens=f"Book {needed} facilitators, or the manager sets another number with a reason.",
        )


@dataclass(frozen=True)
class Ratio:
    """How many people come, how many facilitators are booked, what the manager has set, and how high the risk is."""

    people: int
    facilitators: int
    risk: str


def ratio_of(meeting: Meeting, known: Around) -> Ratio:
    """What the manager looks at before setting how many people one facilitator may have (W8-236)."""
    level = current_level(meeting.case)
    return Ratio(
        people=sum(i.answer != Invitation.Answer.NO for i in known.invitations),
        facilitators=sum(1 for booking in known.bookings if booking.user_id),
        risk=str(level.label).lower() if level else "not assessed yet",
    )


def across_sides(case: Case, check: Callable[[Case], None]) -> None:
    """Ask this of both files; who may open one only learns that something of the other side is open, not what."""
    if both_sides_seen(case):
        check(case)
        return
    try:
        with as_clockwork(case.service):
            check(case)
    except Refused:  # not its source either: where it is written says what is open
        raise Refused(STILL_OPEN, source=BEFORE, opens=ASK_COORDINATOR) from None


def check_affected(meeting: Meeting) -> None:
    """Refuse while somebody who was affected is neither asked to come nor left out for a reason (W8-158)."""

    def check(case: Case) -> None:
        asked = meeting.invitations.filter(affected__isnull=False).values("affected")
        left_out = Affected.objects.filter(file__case=case, not_invited_because="").exclude(pk__in=asked)
        names = [row.name for row in left_out.order_by("pk")]
        if names:
            raise Refused(
                f"Affected, and neither asked to come nor left out for a reason: {', '.join(names)}.",
                source=AFFECTED,
                opens="Ask them to come, or write down why not.",
            )

    across_sides(meeting.case, check)


def check_company(meeting: Meeting, case: Case) -> None:
    """Refuse while a supporter who is to come was found not suitable to be there since they were asked."""
    expected = meeting.invitations.exclude(answer=Invitation.Answer.NO).filter(participant__case=case)
    people = Participant.objects.filter(pk__in=expected.values("participant"), part__in=ASSESSED)
    against = [found.participant.initials for found in _with_people(people) if not found.suitable]
    if against:
        raise Refused(
            f"A supporter was found not suitable to be there: {', '.join(against)}.",
            source=COMPANY,
            opens="Note that they do not come, or assess them again if this has changed.",
        )


def _with_people(people: QuerySet[Participant]) -> QuerySet[SupporterFinding]:
    return findings_that_count(people).select_related("participant")


def check_can_confirm(meeting: Meeting) -> None:
    """Refuse to tell people that it takes place while something that must be settled is open (EX-077, EX-109)."""
    check_is_live(meeting.case)
    check_no_conflict(meeting.case)
    check_way_agreed(meeting.case, meeting.way)
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(f"This meeting is {meeting.get_state_display().lower()} already.")
    check_safe(meeting)
    across_sides(meeting.case, check_suitable_for_meeting)
    across_sides(meeting.case, partial(check_company, meeting))
    check_vetted_on(meeting.case, timezone.localtime(meeting.starts_at).date())
    known = around(meeting)
    sides = set(SIDES[Case.Roles(meeting.case.roles)])
    _check_answers(known.invitations, sides)
    _check_settled(meeting, known, sides)
    across_sides(meeting.case, check_others_asked)
    across_sides(meeting.case, check_measures)
    across_sides(meeting.case, partial(check_needs, meeting))
    across_sides(meeting.case, partial(check_talked_through, meeting))
    check_affected(meeting)
    check_custody(meeting)
    check_meeting_risk(meeting)
    facilitators = sum(1 for booking in known.bookings if booking.user_id)
    check_ratio(meeting, sum(i.comes for i in known.invitations), facilitators)


def _check_answers(invited: list[Invitation], sides: set[Side]) -> None:
    waiting = [i.called for i in invited if i.capacity == Invitation.Capacity.PARTY and not i.comes]
    if waiting or not sides <= {i.side for i in invited if i.comes}:
        raise Refused(
            "Both sides have to say first that they come.",
            source="Essex manual, appendix C2",
            opens=f"Still to answer: {', '.join(waiting)}." if waiting else "",
        )


def _check_settled(meeting: Meeting, known: Around, sides: set[Side]) -> None:
    if meeting.venue_id and not meeting.booking_reference:
        raise Refused(
            "The room is not booked yet.",
            source="Essex manual, appendix C2",
            opens="Put the reference of the booking in first.",
            field="booking_reference",
        )
    missing = [words_of(a) for a in known.open_arrangements if is_needed(a)]
    if missing:
        raise Refused(
            "Something is not settled yet.",
            source="The list of what has to be settled before a meeting",
            opens=f"Open: {'; '.join(missing)}.",
        )
    if meeting.venue_id and not sides <= {arrival.side for arrival in known.arrivals}:
        raise Refused(
            "How each side arrives is not planned yet.", source="Wait 'til Eight section 6 para 6.3"
        )
    check_arrivals(known.arrivals)


def manager_is_missing(meeting: Meeting, invited: list[Invitation]) -> bool:
    """Whether the meeting is part of somebody's sentence, and their offender manager was not asked to come (W8-106)."""
    if any(i.capacity == MANAGER and i.answer != Invitation.Answer.NOT_ASKED for i in invited):
        return False
    with as_clockwork(meeting.case.service):
        latest = Standing.objects.filter(participant__case=meeting.case).order_by("participant_id", "-pk")
        return any(row.status == Standing.Status.STATUTORY for row in latest.distinct("participant_id"))


def warnings_of(meeting: Meeting, known: Around) -> list[str]:
    """What is not forbidden but should be seen: no second room, held too late, short notice, things still open."""
    rooms = [booking for booking in known.bookings if booking.room_id]
    found = []
    if meeting.venue_id:
        if not any(b.use == Booking.Use.SECOND for b in rooms):
            found.append("There is no second room to wait in and to step out to.")
        late = [b.during.lower for b in rooms if b.during.lower > meeting.starts_at - HELD_BEFORE]
        if late:
            wanted = timezone.localtime(meeting.starts_at - HELD_BEFORE)
            found.append(f"The rooms are not ours for half an hour before the start, from {wanted:%H:%M}.")
        found += _before_the_rooms(rooms, known.arrivals)
        if meeting.venue:
            found += _of_place(meeting, meeting.venue)
    found += too_late_through_the_gate(meeting, known)
    found += [old] if (old := out_of_date(meeting, known)) else []
    open_now = [words_of(a) for a in known.open_arrangements if is_asked(a, "") and not is_needed(a)]
    found += [f"Still open: {'; '.join(open_now)}."] if open_now else []
    return found


def _before_the_rooms(rooms: list[Booking], arrivals: list[Arrival]) -> list[str]:
    """Who would stand in the street, or meet whoever had the room before: they arrive before it is ours."""
    if not rooms:
        return []
    ours = timezone.localtime(min(booking.during.lower for booking in rooms)).time()
    early = [
        f"{'everybody else' if arrival.side == Arrival.OTHERS else Side(arrival.side).label.lower()}, {arrival.at:%H:%M}"
        for arrival in arrivals
        if arrival.at < ours
    ]
    return [f"The rooms are ours from {ours:%H:%M}. Before that arrive: {'; '.join(early)}."] if early else []


def _of_place(meeting: Meeting, venue: Venue) -> list[str]:
    found = []
    if not venue.is_neutral:
        found.append("The place is not neutral ground.")
    if not (venue.is_private and venue.is_quiet):
        found.append("The place is not private, or not quiet.")
    if venue.checked_on is None:
        found.append("Nobody of the service has looked at the place yet.")
    if meeting.notice_given is not None:
        found.append(
            f"The prison had {meeting.notice_given} working days of notice; it asks for {venue.notice_working_days}."
        )
    return found
