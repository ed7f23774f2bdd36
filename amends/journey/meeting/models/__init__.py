"""Where people meet, the meeting itself, who is asked to come, and what is written about it afterwards."""

from amends.journey.meeting.models.booking import Booking, InterpreterBooking
from amends.journey.meeting.models.costs import Expense
from amends.journey.meeting.models.doubt import Decision, Doubt
from amends.journey.meeting.models.gate import GateList, GateName
from amends.journey.meeting.models.meeting import Arrangement, Arrival, Meeting
from amends.journey.meeting.models.people import Care, Invitation
from amends.journey.meeting.models.recording import Recording, RecordingUse, RecordingViewer, Use
from amends.journey.meeting.models.safety import Custody, RecordingBreach, SafetyMeasure
from amends.journey.meeting.models.venue import Room, Venue
from amends.journey.meeting.models.write_up import Addition, Remark, WriteUp

__all__ = [
    "Addition",
    "Arrangement",
    "Arrival",
    "Booking",
    "Care",
    "Custody",
    "Decision",
    "Doubt",
    "Expense",
    "GateList",
    "GateName",
    "InterpreterBooking",
    "Invitation",
    "Meeting",
    "Recording",
    "RecordingBreach",
    "RecordingUse",
    "RecordingViewer",
    "Remark",
    "Room",
    "SafetyMeasure",
    "Use",
    "Venue",
    "WriteUp",
]
