"""The list of visitors that a prison's gate was sent, and names as they stand on somebody's document."""

from typing import ClassVar

from django.db import models

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.documents.models import Document
from amends.foundation.lib.locking import LockedCharField
from amends.journey.meeting.models.meeting import Meeting
from amends.journey.meeting.models.venue import Venue


class GateName(FileRow):
    """The name on somebody's document, where it is another than we call them by. It stands in their own file."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    name = LockedCharField(max_length=200)

    class Privacy:
        retention = "case"
        personal = ("name",)
        plain = ("service", "file", "meeting", "participant")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "participant"],
                name="gate_name_once",
                violation_error_message="The name on their document is written down already.",
            )
        ]

    def __str__(self) -> str:
        return f"name of participant {self.participant_id} at the gate"


class GateList(CaseRow):
    """A list that went to the gate: who stood on it, by key and without names, so that it is seen when it is old."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="gate_lists")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    sent_to = models.CharField(max_length=120, help_text="A name or a post at the prison.")
    sent_on = models.DateField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    people = models.JSONField(default=list, help_text="Who stood on it, as invitation:key and user:key.")
    renamed = models.JSONField(default=list, blank=True, help_text="Whose name has changed since.")
    starts_at = models.DateTimeField(help_text="For when it was.")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("sent_to",)
        plain = (
            "service",
            "case",
            "meeting",
            "document",
            "sent_on",
            "sent_by",
            "people",
            "renamed",
            "starts_at",
            "venue",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(sent_to=""),
                name="gate_list_went_to_somebody",
                violation_error_message="Say who at the prison has it.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "-id"], name="last_list_for_a_gate")]

    def __str__(self) -> str:
        return f"list for the gate at meeting {self.meeting_id}"
