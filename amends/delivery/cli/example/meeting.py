"""How the people of the example come together: a meeting is planned, made ready, held and written up."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.scenario import to_a_weekday
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import stop_clock
from amends.journey.meeting import actions as meetings
from amends.journey.meeting.models import Invitation, Meeting, Room, Venue
from amends.journey.meeting.rules.finding import meeting_of
from amends.journey.meeting.rules.planning import HELD_BEFORE
from amends.service.community.models import Interpreter

CARE = {
    "travel": "By bus; we pay the fare.",
    "travel_settled": True,
    "aftercare": "We ring in the evening and again the next day.",
}
SLOTS = ("09:30", "12:30", "15:30")
HALLS = ("Rushmere Hall", "Chelmsford Library")
BETWEEN_ARRIVALS = timedelta(minutes=20)
# What is worth reading on the day: who says so, and what it is.
SETTLED = {
    "wishes": ("Each of them, asked", "No table; the lamp and not the strip light"),
    "seating": (
        "The facilitators",
        "Five chairs in a circle; the one by the door for whoever wants to step out",
    ),
    "breaks": ("The facilitators", "After 45 minutes in the other room; water and tissues are there"),
    "next_door": ("The caretaker", "Nobody; the choir comes in the evening"),
    "prison_alarm": ("The facilitators", "Fay Facilitates; she has seen where the bell is"),
    "prison_staff": ("The security governor", "Officer Oak, who is his key worker"),
    "manager_talk": ("Manu Manages", "Nothing to add; she is reached by telephone on the day"),
}


@verb("plan_meeting", usually=FIRST)
def plan_meeting(
    story: Story,
    *,
    venue: str = "",
    way: str = "meeting",
    in_days: int = 7,
    from_today: int | None = None,
    at: str = "",
    hours: int = 2,
    **details: Any,
) -> None:
    """A meeting so many days ahead; `from_today` counts from the day on which the example is made.

    Neighbouring matters meet at different times and places, so that nobody is in two rooms.
    """
    day = timezone.localdate() + timedelta(days=in_days)
    if from_today is not None:
        day = timezone.localdate(story.now) + timedelta(days=from_today)
    starts = timezone.make_aware(
        datetime.combine(to_a_weekday(day), time.fromisoformat(at or SLOTS[story.number % len(SLOTS)]))
    )
    if way == Meeting.Way.MEETING:
        venue = venue or HALLS[story.number // len(SLOTS) % len(HALLS)]
    place = Venue.objects.filter(service=story.hub.service, name=venue).first()
    rooms = list(Room.objects.filter(venue=place).order_by("for_breaks", "pk"))
    wanted = meetings.Plan(
        way=way,
        starts_at=starts,
        ends_at=starts + timedelta(hours=hours),
        venue=place,
        room=rooms[0] if rooms else None,
        second=rooms[1] if len(rooms) > 1 else None,
        booking_reference=f"{venue[:2].upper()}-{story.number}" if place else "",
        **details,
    )
    meetings.plan(by=story.by, case=story.case, wanted=wanted)


def _meeting(story: Story) -> Meeting:
    found = meeting_of(story.case)
    if found is None:
        raise LookupError("no meeting has been planned")
    found.case = story.case
    return found


def _people(story: Story, who: str | list[str] | None) -> list[Participant]:
    return [story.person(key) for key in story.keys(who)]


@verb("ask_to_meeting", usually=FIRST)
def ask_to_meeting(story: Story, *, who: str, called: str = "", **details: Any) -> None:
    """Somebody besides the people themselves is put on the list: a supporter, an interpreter."""
    meetings.invite(
        by=story.by, meeting=_meeting(story), participant=story.person(who), called=called, details=details
    )


@verb("answer_meeting", usually=FIRST)
def answer_meeting(story: Story, *, who: str | list[str] | None = None, answer: str = "yes") -> None:
    """People say whether they come; everybody who was asked, when it is not said who."""
    rows = Invitation.objects.filter(meeting=_meeting(story)).select_related("meeting__case")
    if who is not None:
        rows = rows.filter(participant__in=_people(story, who))
    for invitation in rows.order_by("pk"):
        meetings.answer(by=story.by, invitation=invitation, details={"answer": answer})


@verb("book_interpreter", usually=FIRST)
def book_interpreter(story: Story, *, of: str, name: str, language: str) -> None:
    """Somebody of the pool interprets for one person, and stands on the list of who comes."""
    found = Interpreter.objects.get(service=story.hub.service, name=name)
    meetings.book_interpreter(
        by=story.by,
        meeting=_meeting(story),
        participant=story.person(of),
        interpreter=found,
        language=language,
        listed=True,
    )


@verb("care", usually=FIRST)
def care(story: Story, *, of: str | list[str] | None = None, **details: Any) -> None:
    """How people come and get home, who is there afterwards, and that nothing is recorded."""
    today = timezone.localdate()
    said = {**CARE, "told_no_recording_on": today, "confidentiality_on": today, **details}
    for person in _people(story, of):
        meetings.set_care(by=story.by, meeting=_meeting(story), participant=person, details=said)


@verb("settle", usually=FIRST)
def settle(story: Story, *, but: list[str] | None = None, said_by: str = "The office there") -> None:
    """Everything on the list is settled, apart from what is named."""
    for line in _meeting(story).arrangements.exclude(key__in=but or []):
        who, words = SETTLED.get(line.key, (said_by, ""))
        meetings.settle(by=story.by, arrangement=line, state="yes", said_by=who, words=words)


@verb("arrivals", usually=FIRST)
def arrivals(story: Story) -> None:
    """The two sides come one after the other and wait in different rooms."""
    meeting = _meeting(story)
    rooms = [booking.room for booking in meeting.bookings.exclude(room=None).order_by("pk")]
    first = timezone.localtime(meeting.starts_at) - HELD_BEFORE
    sides = sorted({line.side for line in meeting.invitations.all() if line.side})
    staff = [story.who(FIRST), story.who("second")]
    for place, (side, room) in enumerate(zip(sides, rooms, strict=True)):
        details = {
            "at": (first + place * BETWEEN_ARRIVALS).time(),
            "entrance": ("Front door", "Side door")[place],
            "waits_in": room.name if room else "",
            "met_by": staff[place].name,
        }
        meetings.plan_arrival(by=story.by, meeting=meeting, side=side, details=details)


@verb("confirm_meeting", usually=FIRST)
def confirm_meeting(story: Story) -> None:
    """It takes place, and everybody is told."""
    meetings.confirm(by=story.by, meeting=_meeting(story))


@verb("tell_by_hand", usually=FIRST)
def tell_by_hand(story: Story) -> None:
    """Whoever may not be written to is told in person when it is."""
    for person in _people(story, None):
        stop_clock(by=story.by, name="task-tell-of-meeting", subject=f"participant:{person.pk}")


@verb("cancel_meeting", usually=FIRST)
def cancel_meeting(story: Story, *, because: str) -> None:
    """It does not take place on that day."""
    meetings.cancel(by=story.by, meeting=_meeting(story), because=because)


@verb("hold", usually=FIRST)
def hold(story: Story, *, left_early: list[str] | None = None, although: str = "") -> None:
    """It has taken place, and all who were asked came."""
    meeting = _meeting(story)
    left = {person.pk for person in _people(story, left_early or [])}
    lines = meeting.invitations.all()
    meetings.hold(
        by=story.by,
        meeting=meeting,
        began_at=meeting.starts_at,
        ended_at=meeting.ends_at,
        attendance={line.pk: "left" if line.participant_id in left else "came" for line in lines},
        although=although,
    )


@verb("write_up", usually=FIRST)
def write_up(story: Story, *, sign: bool = True, **words: Any) -> None:
    """The facilitators write down how it went."""
    meetings.write_up(by=story.by, meeting=_meeting(story), details=words, sign=sign)


@verb("remark", usually=FIRST)
def remark(story: Story, *, of: str, words: str) -> None:
    """A note that stays in the file of one side."""
    person = story.person(of)
    meetings.add_remark(
        by=story.by, meeting=_meeting(story), file=person.file, words=words, participant=person
    )
