"""A meeting in a prison: who is with the prisoner afterwards, and the timetable through the gate."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Participant, Side
from amends.foundation.case.rules import principals_of
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.models import Arrival, Custody, Invitation, Meeting, Venue
from amends.journey.meeting.rules.finding import Around

SOURCE = "Wait 'til Eight section 6 para 10.8"
FAMILY = dt.timedelta(minutes=5)
PRISONER = {Side.RESPONSIBLE, Side.PARTY_B}


def is_in_prison(meeting: Meeting) -> bool:
    """Whether it takes place in a prison."""
    return meeting.venue is not None and meeting.venue.kind == Venue.Kind.PRISON


def prisoners_of(meeting: Meeting) -> list[Participant]:
    """Whose prison it is: the people responsible, where the meeting is in one."""
    return list(principals_of(meeting.case).filter(side__in=PRISONER)) if is_in_prison(meeting) else []


def check_custody(meeting: Meeting) -> None:
    """Refuse while a prisoner was not told how they may feel, or nobody is named who stays with them (W8-302)."""
    if not is_in_prison(meeting):
        return
    with as_clockwork(meeting.case.service):
        people = prisoners_of(meeting)
        known = {row.participant_id: row for row in Custody.objects.filter(meeting=meeting)}
    lacking = [
        p for p in people if p.pk not in known or not (known[p.pk].support_kind and known[p.pk].advised_on)
    ]
    if lacking:
        raise Refused(
            "The prisoner has not been told how they may feel afterwards, or nobody is named who stays with them.",
            source=SOURCE,
            opens="Tell them, and name another prisoner, a supporter who works there, or a Listener.",
        )


@dataclass(frozen=True)
class Slot:
    """One line of the timetable."""

    at: dt.time
    words: str


def timetable(meeting: Meeting, known: Around) -> list[Slot]:
    """From the rooms being ready to the end, in order; in a prison with the gate, escorts and the family's minutes."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    rooms = [b.during.lower for b in known.bookings if b.room_id]
    slots = (
        [Slot(timezone.localtime(min(rooms)).time(), "The rooms are ours; chairs, water, tissues")]
        if rooms
        else []
    )
    minutes = meeting.venue.gate_minutes if meeting.venue else 0
    for arrival in known.arrivals:
        slots.append(Slot(arrival.at, _arrives(arrival)))
        if minutes:
            through = dt.datetime.combine(start.date(), arrival.at) + dt.timedelta(minutes=minutes)
            slots.append(Slot(through.time(), f"{_side(arrival)}: through the gate, in {arrival.waits_in}"))
    if has_family_slot(meeting, known.invitations):
        slots.append(Slot((start - FAMILY).time(), "Five minutes for the prisoner with their own supporters"))
    slots += [Slot(start.time(), "Everybody together"), Slot(end.time(), "The sides leave apart")]
    return sorted(slots, key=lambda slot: slot.at)


def _side(arrival: Arrival) -> str:
    return "The others" if arrival.side == Arrival.OTHERS else str(Side(arrival.side).label)


def _arrives(arrival: Arrival) -> str:
    door = f", {arrival.entrance}" if arrival.entrance else ""
    return f"{_side(arrival)} arrives{door}: met by {arrival.met_by}"


def has_family_slot(meeting: Meeting, invited: list[Invitation]) -> bool:
    """Whether the prisoner has a supporter coming, and a few minutes with them are not unwanted (W8-300)."""
    theirs = [
        i
        for i in invited
        if i.side in PRISONER
        and i.capacity == Invitation.Capacity.SUPPORTER
        and i.answer != Invitation.Answer.NO
    ]
    return is_in_prison(meeting) and meeting.family_slot and bool(theirs)


def too_late_through_the_gate(meeting: Meeting, known: Around) -> list[str]:
    """Arrivals from which nobody gets through the gate before the start."""
    minutes = meeting.venue.gate_minutes if meeting.venue else 0
    start = timezone.localtime(meeting.starts_at)
    latest = (start - dt.timedelta(minutes=minutes)).time()
    late = [arrival for arrival in known.arrivals if minutes and arrival.at > latest]
    return [
        f"{_side(a)} arrives too late to get through the gate: at {latest:%H:%M} at the latest." for a in late
    ]
