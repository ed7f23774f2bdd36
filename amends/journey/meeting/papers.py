"""What is printed for the day: the running order for the facilitators, and the sheet for the people at the door."""

from string import ascii_uppercase

from django.utils import timezone
from django.utils.safestring import SafeString

from amends.foundation.access.models import User
from amends.foundation.case.models import Side
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper, letterhead
from amends.foundation.documents.wording import document_template, fill_in, in_own_words
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.rules import facilitators_of
from amends.journey.meeting.arrangements import arrangements
from amends.journey.meeting.models import Arrangement, Arrival, Invitation, Meeting
from amends.journey.meeting.rules import around
from amends.journey.meeting.rules.custody import timetable
from amends.journey.meeting.rules.gate import FACILITATOR, Visitor, visitors_of
from amends.journey.meeting.rules.holding import not_told
from amends.journey.meeting.rules.planning import words_of
from amends.journey.meeting.rules.readiness import is_in_place

Section = dict[str, object]
RUNNING_ORDER = "meeting-running-order"


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


def whose(arrival: Arrival) -> str:
    """Whose arrival it is, in words."""
    return "Everybody else" if arrival.side == Arrival.OTHERS else str(Side(arrival.side).label)


def settled_of(meeting: Meeting) -> list[tuple[str, str]]:
    """What was settled, such as who sits where: the line of the list, and what was noted or who says so."""
    rows = (
        meeting.arrangements.filter(state=Arrangement.State.YES).select_related("invitation").order_by("pk")
    )
    return [
        (words_of(row), f"{row.note} ({row.said_by})" if row.note else row.said_by)
        for row in rows
        if row.key in arrangements()
    ]


def order_of_talk(meeting: Meeting) -> SafeString:
    """What the running order says about the talk itself, in the service's own words; for the sheet on the phone."""
    template, _ = in_own_words(
        document_template(RUNNING_ORDER), meeting.service_id, timezone.localdate(meeting.starts_at)
    )
    start = timezone.localtime(meeting.starts_at)
    known = {"day": start.date(), "time": start.time(), "place": meeting.venue or "By video", "sections": []}
    html = fill_in(template, {**known, **letterhead(meeting.case.service, meeting.case, template)})
    return SafeString(html[max(html.find("<h2"), 0) :].replace("<h2", "<h3").replace("</h2", "</h3"))


def make_running_order(*, by: User, meeting: Meeting) -> Document:
    """The pack for the day, for the facilitators of both sides.

    Refused when notes hold somebody's address, number or birthday.
    """
    arrivals = list(meeting.arrivals.order_by("at"))
    near = around(meeting)
    outstanding = ", ".join(i.called for i in not_told(meeting, near))
    ask = "Not told yet that nothing is recorded, or not agreed to keep it private"
    sections: list[Section] = [
        {
            "title": "When",
            "rows": [_row(f"{slot.at:%H:%M}", slot.words) for slot in timetable(meeting, near)],
        },
        {"title": "Arrivals", "rows": [_row(whose(a), _arrival(a)) for a in arrivals]},
        {
            "title": "Who is there",
            "rows": [
                *(_row(i.called, i.get_capacity_display()) for i in _coming(meeting)),
                *(_row(user.name, "Facilitator") for user in facilitators_of(meeting.case)),
            ],
        },
        {"title": "Before you begin", "rows": [_row(ask, outstanding)] if outstanding else []},
        {
            "title": "What makes it safer",
            "rows": [
                _row(m.words, f"{m.responsible}{'' if is_in_place(m) else ': not in place'}")
                for m in near.safety
            ],
        },
        {
            "title": "Settled",
            "rows": [_row(words, answer) for words, answer in settled_of(meeting)],
        },
    ]
    context = {
        "day": timezone.localtime(meeting.starts_at).date(),
        "time": timezone.localtime(meeting.starts_at).time(),
        "place": _place(meeting),
        "sections": [section for section in sections if section["rows"]],
        "reference": meeting.case.number,
        "notes": meeting.notes,
    }
    return make_document(
        by=by,
        paper=Paper(RUNNING_ORDER, context, subject=f"meeting:{meeting.pk}"),
        belongs_to=meeting.case,
    )


def make_arrival_sheet(*, by: User, meeting: Meeting) -> Document:
    """For the door or gate: groups by letter, so that it does not say who is on which side (KM-017, W8-281)."""
    arrivals = {arrival.side: arrival for arrival in meeting.arrivals.all()}
    coming = _coming(meeting)
    without = [i.called for i in coming if (i.side or Arrival.OTHERS) not in arrivals]
    if without:
        raise Refused(
            f"It is not planned yet how they arrive: {', '.join(without)}.",
            source="Wait 'til Eight section 6 para 6.3",
        )
    groups = [
        [_row(i.called, _arrival(arrival)) for i in coming if (i.side or Arrival.OTHERS) == arrival.side]
        for arrival in sorted(arrivals.values(), key=lambda a: a.at)
    ]
    sections: list[Section] = [
        {"title": f"Group {letter}", "rows": rows}
        for letter, rows in zip(ascii_uppercase, filter(None, groups), strict=False)
    ]
    context = {
        "day": timezone.localtime(meeting.starts_at).date(),
        "place": _place(meeting),
        "sections": sections,
        "ring": meeting.case.service.telephone,
    }
    return make_document(
        by=by,
        paper=Paper("meeting-door-sheet", context, subject=f"meeting:{meeting.pk}"),
        belongs_to=meeting.case,
    )


ASKED_OF_PRISON = (
    "prison_search",
    "prison_escort",
    "prison_control",
    "prison_alarm",
    "prison_staff",
    "prison_security",
)


def visitor_list(meeting: Meeting) -> dict[str, object]:
    """For a prison's gate: who comes in, as what, with which document, and whether each is let in (SS-022)."""
    near = around(meeting)
    settled = {a.key: a for a in meeting.arrangements.filter(key__in=ASKED_OF_PRISON)}
    visitors = visitors_of(meeting, near)
    birthdays = meeting.venue is not None and meeting.venue.asks_birthdays
    guests = [each for each in visitors if each.role != FACILITATOR]
    sections: list[Section] = [
        {"title": "Visitors", "rows": [_row(_name(v), _entry(v, birthdays=birthdays)) for v in guests]},
        {
            "title": "Facilitators",
            "rows": [_row(v.name, FACILITATOR) for v in visitors if v.role == FACILITATOR],
        },
        {
            "title": "Asked of the prison",
            "rows": [
                _row(arrangements()[k].words, _named(settled[k])) for k in ASKED_OF_PRISON if k in settled
            ],
        },
    ]
    return {
        "day": timezone.localtime(meeting.starts_at).date(),
        "place": _place(meeting),
        "sections": sections,
        "ring": meeting.case.service.telephone,
        "id_rules": meeting.venue.id_rules if meeting.venue else "",
    }


def _name(visitor: Visitor) -> str:
    """As it stands on their document; room to write it in where nobody has it yet, for no gate lets initials in."""
    return visitor.name or f"{visitor.called}, by name: {'_' * 20}"


def _entry(visitor: Visitor, *, birthdays: bool) -> str:
    born = ""
    if birthdays:
        born = f" Born {long_date(visitor.born)}." if visitor.born else f" Born: {'_' * 12}."
    if visitor.entry is None or visitor.entry.state == Arrangement.State.OPEN:
        return f"{visitor.role}.{born} Not let in yet"
    document = f" Document: {visitor.document}." if visitor.document else ""
    return f"{visitor.role}.{born}{document} {_answer(visitor.entry)}"


def _named(row: Arrangement) -> str:
    """The answer, with who it is where the list wants a name."""
    by_name = arrangements()[row.key].named and row.state == Arrangement.State.YES
    return f"{row.note}. {_answer(row)}" if by_name and row.note else _answer(row)


def _answer(row: Arrangement) -> str:
    if row.state == Arrangement.State.YES:
        return f"Confirmed by {row.said_by}, {long_date(row.said_on)}" if row.said_on else "Confirmed"
    return row.get_state_display()
