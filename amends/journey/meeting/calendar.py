"""The meeting for a telephone's calendar: when and where, and nothing about whom or what."""

from datetime import UTC, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from amends.journey.meeting.models import Meeting

STATUS = {Meeting.State.CANCELLED: "CANCELLED", Meeting.State.PLANNED: "TENTATIVE"}


def as_calendar(meeting: Meeting, number: str) -> bytes:
    """One appointment with the case number as its title; calendars are read by others and copied to other places."""
    calendar = Calendar()
    calendar.add("prodid", "-//Amends//Meetings//EN")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@amends")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", f"On hold: appointment {number}" if meeting.is_on_hold else f"Appointment {number}")
    event.add("location", meeting.venue.name if meeting.venue else "Video")
    event.add("sequence", meeting.version)
    state = Meeting.State.PLANNED if meeting.is_on_hold else Meeting.State(meeting.state)
    event.add("status", STATUS.get(state, "CONFIRMED"))
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def half_hour_before(meeting: Meeting) -> str:
    """From when the rooms are ours, in words for the running order."""
    return f"{timezone.localtime(meeting.starts_at - timedelta(minutes=30)):%H:%M}"
