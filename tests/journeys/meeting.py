"""Step six: a meeting is planned, got ready for, held and written up."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from amends.foundation.access.models import User
from tests.journeys.walking import Walk, check_reads

WentBy = Callable[[dt.datetime], object]


def place_to_meet(walk: Walk, who: User) -> None:
    """A hall with two rooms, which a service puts in once."""
    walk.sign_in(who)
    walk.go("meeting:venues")
    walk.go("meeting:add_venue")
    walk.send(
        name="Rushmere Hall",
        address="2 Example Street",
        kind="hall",
        is_neutral=True,
        is_private=True,
        checked=True,
    )
    walk.go("meeting:venues")
    adding = next(link for link in walk.links if link.endswith("/room/"))
    for name, breaks in (("Oak room", False), ("Quiet room", True)):
        walk.go(adding)
        walk.send(name=name, for_breaks=breaks)


def meeting_is_planned(walk: Walk, case: str, day: dt.date) -> None:
    """Day, place and rooms; the board then says what is missing."""
    walk.go("meeting:show", case)
    walk.go("meeting:plan", case)
    walk.send(
        way="meeting",
        day=day,
        starts="14:00",
        ends="16:00",
        room=walk.choice("room", "Oak room"),
        second=walk.choice("second", "Quiet room"),
        booking_reference="RH-1",
        refreshments="Tea",
    )
    check_reads(walk, "Not ready")


def everybody_gets_ready(walk: Walk, people: dict[str, int], case: str) -> None:
    """Each says that they come, what they need around it, and how each side arrives; then it is confirmed."""
    today = timezone.localdate()
    walk.go("meeting:show", case)
    for coming in [link for link in walk.links if "/invited/" in link]:
        walk.go(coming)
        walk.send(answer="yes")
    for person in people.values():
        walk.go("meeting:care", case, person)
        walk.send(
            travel="By bus",
            travel_settled=True,
            told_no_recording_on=today,
            confidentiality_on=today,
            aftercare="We ring the next day.",
        )
    walk.go("meeting:arrangements", case)
    for thing in [link for link in dict.fromkeys(walk.links) if "/arrangements/" in link]:
        if thing.endswith("/arrangements/"):
            continue
        walk.go(thing)
        walk.send(state="yes", said_by="Hall office", said_on=today)
    for side, hour, room in (("harmed", "13:30", "Oak room"), ("responsible", "13:45", "Quiet room")):
        walk.go("meeting:arrival", case, side)
        walk.send(at=hour, entrance="Front", waits_in=room, met_by="Fay")
    walk.go("meeting:show", case)
    check_reads(walk, "Ready")
    walk.send("Confirm it")
    check_reads(walk, "Confirmed")
    walk.send("running order")
    walk.go("meeting:show", case)
    walk.send("sheet for the door")


def meeting_is_held(walk: Walk, who: User, case: str, day: dt.date, went_by: WentBy) -> None:
    """The day has come: who was there, how it went, and a signature under it."""
    went_by(timezone.make_aware(dt.datetime.combine(day, dt.time(17))))
    walk.sign_in(who)
    walk.go("meeting:show", case)
    walk.go("meeting:held", case)
    came = {name: "came" for name in walk.fields if name.startswith("came_")}
    walk.send(began="14:00", ended="15:40", **came)
    walk.go("meeting:write_up", case)
    walk.send("go on later", background="A fence was cut down.")
    walk.send(
        "Sign",
        background="A fence was cut down.",
        account="Both spoke, and listened.",
        turning_points="When she said what the garden means to her.",
        lessons="Sit closer to the door.",
        stepped_in=1,
    )
    check_reads(walk, "Signed by")
