"""How people want to communicate, and the way settled on together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class WayChoice(FileRow):
    """How one person wants to communicate, chosen with them. The last choice counts (EX-048)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="way_choices")
    way = models.CharField(max_length=30, help_text="A purpose of policy/consent that is a way.")
    chosen_on = models.DateField()
    meeting_discussed_on = models.DateField(null=True, blank=True)
    why_not_meeting = LockedCharField(max_length=300, blank=True, help_text="Their reason for another way.")
    why_not_discussed = LockedCharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("why_not_meeting", "why_not_discussed")
        plain = (
            "service",
            "file",
            "participant",
            "way",
            "chosen_on",
            "meeting_discussed_on",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(way="meeting") | Q(meeting_discussed_on__isnull=False) | ~Q(why_not_discussed=""),
                name="meeting_was_discussed_or_why_not",
                violation_error_message="Say when a meeting was talked about with them, or why it was not.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_way")]

    def __str__(self) -> str:
        return f"{self.way} for participant {self.participant_id}"


class SettledWay(CaseRow):
    """The way of communicating settled on together, once everybody had agreed to it (HMPPS 4.9, 6.23)."""

    way = models.CharField(max_length=30, help_text="A purpose of policy/consent that is a way.")
    settled_on = models.DateField()
    present = models.CharField(max_length=200, help_text="Posts and sides of who was there or was asked.")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("present",)
        plain = ("service", "case", "way", "settled_on", "recorded_by", "recorded_at")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="settled_ways_of_a_case")]

    def __str__(self) -> str:
        return f"{self.way} settled for case {self.case_id}"
