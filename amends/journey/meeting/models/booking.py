"""Rooms, facilitators and interpreters taken for a time. PostgreSQL lets nobody take one twice, from any case."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.journey.meeting.models.meeting import Meeting
from amends.journey.meeting.models.venue import Room
from amends.service.community.models import Interpreter


class Booking(CaseRow):
    """One room, or one facilitator, for one meeting. `freed` once the meeting is cancelled."""

    class Use(models.TextChoices):
        """What a room is for."""

        MEETING = "meeting", "To meet in"
        SECOND = "second", "To wait in and to step out to"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bookings")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="bookings")
    use = models.CharField(max_length=10, choices=Use.choices, blank=True, default="")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="bookings")
    during = DateTimeRangeField()
    freed = models.BooleanField(default=False)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(room__isnull=False, user__isnull=True) | Q(room__isnull=True, user__isnull=False),
                name="booking_of_a_room_or_a_person",
                violation_error_message="A booking is of a room or of a facilitator.",
            ),
            ExclusionConstraint(
                name="room_taken",
                expressions=[("room", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(freed=False, room__isnull=False),
                violation_error_message="This room is taken at that time.",
            ),
            ExclusionConstraint(
                name="facilitator_taken",
                expressions=[("user", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(freed=False, user__isnull=False),
                violation_error_message="A facilitator has another meeting at that time.",
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk} for meeting {self.meeting_id}"


class InterpreterBooking(FileRow):
    """An interpreter booked for one person at one meeting. In that person's own file: who needs one is their matter.

    `freed` when the meeting is cancelled or moved to another time; then it is booked anew.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="interpreters")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    interpreter = models.ForeignKey(Interpreter, models.PROTECT, related_name="bookings")
    language = models.CharField(max_length=40)
    during = DateTimeRangeField()
    freed = models.BooleanField(default=False)
    booked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("language",)
        plain = (
            "service",
            "file",
            "meeting",
            "participant",
            "interpreter",
            "during",
            "freed",
            "booked_by",
            "booked_at",
        )

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="interpreter_taken",
                expressions=[("interpreter", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(freed=False),
                violation_error_message="This interpreter is booked for another meeting at that time.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "id"], name="interpreters_of_a_meeting")]

    called = ""  # their name, where a page has read it together with the meeting

    def __str__(self) -> str:
        return f"interpreter for participant {self.participant_id} at meeting {self.meeting_id}"
