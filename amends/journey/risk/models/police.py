"""A police officer asked for at one visit or meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class PoliceRequest(FileRow):
    """An officer asked for at one visit or meeting, from the asking to the name (Essex manual, roles)."""

    class Event(models.TextChoices):
        """At what."""

        VISIT = "visit", "Visit"
        MEETING = "meeting", "Meeting"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="police_requests")
    event = models.CharField(max_length=8, choices=Event.choices)
    on = models.DateField()
    reason = LockedCharField(max_length=300, help_text="From the risk assessment.")
    asked_of = models.CharField(max_length=120, help_text="Station or team.")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    officer = models.CharField(max_length=120, blank=True)
    collar = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("reason", "officer", "collar")
        plain = (
            "service",
            "file",
            "participant",
            "event",
            "on",
            "asked_of",
            "asked_by",
            "asked_at",
            "confirmed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "event", "on"],
                name="police_asked_once",
                violation_error_message="An officer has been asked for on this day already.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(officer=""),
                name="confirmed_officer_is_named",
                violation_error_message="Enter the name of the officer who comes.",
            ),
        ]

    def __str__(self) -> str:
        return f"officer at {self.event} of {self.on}"

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"police:{self.pk}"
