"""Which meeting a case has."""

from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import principals
from amends.foundation.lib.together import fetch_together
from amends.journey.meeting.models import (
    Arrangement,
    Arrival,
    Booking,
    Care,
    GateList,
    InterpreterBooking,
    Invitation,
    Meeting,
    SafetyMeasure,
)
from amends.service.community.models import Interpreter

MOST = 500


@dataclass(frozen=True)
class Around:
    """What belongs to a meeting, each list read once."""

    invitations: list[Invitation]
    open_arrangements: list[Arrangement]
    bookings: list[Booking]
    arrivals: list[Arrival]
    care: dict[int, Care]
    safety: list[SafetyMeasure]
    interpreters: list[InterpreterBooking]
    gate_list: GateList | None = None


def around(meeting: Meeting) -> Around:
    """Who is asked, what is still to be settled, what is booked, how people arrive and what they need: one query."""
    invitations, arrangements, bookings, arrivals, care, safety, interpreters, pool, lists = fetch_together(
        meeting.invitations.order_by("side", "pk"),
        meeting.arrangements.filter(state=Arrangement.State.OPEN).order_by("pk"),
        meeting.bookings.filter(freed=False),
        meeting.arrivals.order_by("at"),
        Care.objects.filter(meeting=meeting),
        meeting.safety_measures.order_by("pk"),
        meeting.interpreters.filter(freed=False).order_by("pk"),
        Interpreter.objects.filter(bookings__meeting=meeting, bookings__freed=False).distinct(),
        meeting.gate_lists.order_by("-pk")[:1],
    )
    by_key = {invitation.pk: invitation for invitation in invitations}
    for row in arrangements:
        row.invitation = by_key.get(row.invitation_id)
    for measure in safety:
        measure.relies_on = by_key.get(measure.relies_on_id)
    by_name = {row.pk: row for row in pool}
    for booked in interpreters:
        row = by_name.get(booked.interpreter_id)
        booked.called = row.name if row else "an interpreter"  # partners' people do not see the pool
    by_person = {row.participant_id: row for row in care}
    sent = lists[0] if lists else None
    return Around(invitations, arrangements, bookings, arrivals, by_person, safety, interpreters, sent)


def meetings_of(case: Case) -> list[Meeting]:
    """All of them, newest first."""
    return list(Meeting.objects.filter(case=case).select_related("venue").order_by("-pk"))


def meeting_of(case: Case) -> Meeting | None:
    """The one that is ahead, or else the last."""
    return the_one(meetings_of(case))


def the_one(found: list[Meeting]) -> Meeting | None:
    """The one that is ahead, or else the last, of a case's meetings."""
    return next((meeting for meeting in found if meeting.is_ahead), found[0] if found else None)


def held_meetings(service: Service) -> list[Meeting]:
    """The meetings of a service that took place, newest first, each with its write-up, as far as whoever acts may see."""
    rows = Meeting.objects.filter(service=service, state=Meeting.State.HELD, write_up__isnull=False)
    return list(rows.select_related("case", "write_up").order_by("-pk")[:MOST])


def bookings_ahead(service: Service) -> dict[int, list[Booking]]:
    """Which rooms are taken from now on, by place, the next first; of cases that the acting user may know of."""
    rows = Booking.objects.filter(
        service=service, freed=False, room__isnull=False, during__endswith__gt=timezone.now()
    )
    found: dict[int, list[Booking]] = {}
    for row in rows.select_related("room", "case").order_by("during__startswith", "pk")[:MOST]:
        if row.room:
            found.setdefault(row.room.venue_id, []).append(row)
    return found


def was_held(case: Case) -> bool:
    """Whether the two sides have met."""
    return Meeting.objects.filter(case=case, state=Meeting.State.HELD).exists()


def who_came(meeting: Meeting) -> list[Invitation]:
    """Those who were there, as it was written down."""
    came = (Invitation.Attendance.CAME, Invitation.Attendance.LEFT)
    return list(Invitation.objects.filter(meeting=meeting, attendance__in=came).order_by("pk"))


def people_there(meeting: Meeting) -> list[Participant]:
    """Everybody whose own consent a meeting needs: who takes part, and who has said that they come beside them."""
    comes = Invitation.objects.filter(
        meeting=meeting, answer=Invitation.Answer.YES, participant__isnull=False
    )
    professional = (Participant.Part.INTERPRETER, Participant.Part.APPROPRIATE_ADULT)
    beside = Participant.objects.filter(pk__in=comes.values("participant_id")).exclude(part__in=professional)
    found = {p.pk: p for p in [*principals(meeting.case), *beside]}
    return [found[key] for key in sorted(found)]
