"""What is printed for the day: the running order for the facilitators, and the sheet for the people at the door."""

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.models import Side
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting.arrangements import arrangements
from amends.journey.meeting.models import Arrival, Invitation, Meeting

Section = dict[str, object]


def _row(label: str, value: str) -> dict[str, object]:
    return {"label": label, "value": value, "long": False}


def _place(meeting: Meeting) -> str:
    rooms = ", ".join(
        b.room.name
        for b in meeting.bookings.select_related("room").filter(room__isnull=False, freed=False)
        if b.room
    )
    return f"{meeting.venue.name}: {rooms}" if meeting.venue else "By video"


def _coming(meeting: Meeting) -> list[Invitation]:
    return list(meeting.invitations.exclude(answer=Invitation.Answer.NO).order_by("side", "pk"))


def _arrival(arrival: Arrival) -> str:
    door = f", {arrival.entrance}" if arrival.entrance else ""
    return f"{arrival.at:%H:%M}{door}, waits in {arrival.waits_in}, met by {arrival.met_by}"


def make_running_order(*, by: User, meeting: Meeting) -> Document:
    """For the facilitators of both sides; refused when notes hold somebody's address, number or birthday."""
    arrivals = list(meeting.arrivals.order_by("at"))
    settled = meeting.arrangements.select_related("invitation").filter(state="yes")
    sections: list[Section] = [
        {"title": "Arrivals", "rows": [_row(Side(a.side).label, _arrival(a)) for a in arrivals]},
        {
            "title": "Who is there",
            "rows": [
                *(_row(i.called, i.get_capacity_display()) for i in _coming(meeting)),
                *(_row(user.name, "Facilitator") for user in facilitators_of(meeting.case)),
            ],
        },
        {
            "title": "Settled",
            "rows": [
                _row(arrangements()[a.key].words, a.said_by) for a in settled if a.key in arrangements()
            ],
        },
    ]
    return make_document(
        by=by,
        template="meeting-running-order",
        case=meeting.case,
        subject=f"meeting:{meeting.pk}",
        context={
            "day": timezone.localtime(meeting.starts_at).date(),
            "time": timezone.localtime(meeting.starts_at).time(),
            "place": _place(meeting),
            "sections": [section for section in sections if section["rows"]],
            "reference": meeting.case.number,
            "notes": meeting.notes,
        },
    )


def make_arrival_sheet(*, by: User, meeting: Meeting) -> Document:
    """For the door or gate: groups by letter, so that it does not say who is on which side (KM-017, W8-281)."""
    arrivals = {arrival.side: arrival for arrival in meeting.arrivals.all()}
    coming = _coming(meeting)
    without = [i.called for i in coming if i.side and i.side not in arrivals]
    if without:
        raise Refused(
            f"It is not planned yet how they arrive: {', '.join(without)}.",
            source="Wait 'til Eight section 6 para 6.3",
        )
    sections: list[Section] = []
    for letter, arrival in zip("ABCD", sorted(arrivals.values(), key=lambda a: a.at), strict=False):
        group = [_row(i.called, _arrival(arrival)) for i in coming if i.side == arrival.side]
        sections.append({"title": f"Group {letter}", "rows": group})
    others = [_row(i.called, "Please send to the facilitators") for i in coming if not i.side]
    if others:
        sections.append({"title": "Others", "rows": others})
    return make_document(
        by=by,
        template="meeting-door-sheet",
        case=meeting.case,
        subject=f"meeting:{meeting.pk}",
        context={
            "day": timezone.localtime(meeting.starts_at).date(),
            "place": _place(meeting),
            "sections": sections,
            "ring": meeting.case.service.telephone,
        },
    )
