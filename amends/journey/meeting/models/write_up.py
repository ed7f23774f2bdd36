"""What is written about a meeting: shared by the facilitators, and apart from it what was said for one side only."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.meeting.models.meeting import Meeting


class WriteUp(CaseRow):
    """The account of one meeting. Once signed it stays as it is; what comes later is added beside it (7C)."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="write_up")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    background = LockedTextField(blank=True)
    account = LockedTextField(blank=True, help_text="How it went.")
    turning_points = LockedTextField(blank=True)
    lessons = LockedTextField(blank=True)
    stepped_in = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How often the facilitators had to step in."
    )
    stepped_in_why = LockedCharField(max_length=300, blank=True)
    video_harmed = models.BooleanField(null=True, blank=True, help_text="Did video work for the one side?")
    video_responsible = models.BooleanField(null=True, blank=True, help_text="And for the other?")
    video_how_known = LockedCharField(max_length=300, blank=True)
    although = LockedCharField(
        max_length=300, blank=True, help_text="Why it was held although something was not ready."
    )
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = (
            "background",
            "account",
            "turning_points",
            "lessons",
            "stepped_in_why",
            "video_how_known",
            "although",
        )
        plain = (
            "service",
            "case",
            "meeting",
            "began_at",
            "ended_at",
            "stepped_in",
            "video_harmed",
            "video_responsible",
            "signed_by",
            "signed_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("began_at")),
                name="meeting_ended_after_it_began",
                violation_error_message="The meeting cannot have ended before it began.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | (~Q(background="") & ~Q(account="") & ~Q(turning_points="") & ~Q(lessons="")),
                name="signed_write_up_is_complete",
                violation_error_message="Before signing, write the background, how it went, the turning points "
                "and what you learnt.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="write_up_signed_by_somebody",
                violation_error_message="Say who signed and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"write-up of meeting {self.meeting_id}"


class Addition(CaseRow):
    """Something added after signing; the signed words stay as they were."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="additions")
    words = LockedTextField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "case", "meeting", "added_by", "added_at")

    def __str__(self) -> str:
        return f"addition {self.pk} to meeting {self.meeting_id}"


class Remark(FileRow):
    """A note about one person's part in the meeting, kept in that side's file alone (HMPPS 6.23)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="meeting_remarks"
    )
    words = LockedTextField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "file", "meeting", "participant", "added_by", "added_at")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["meeting", "id"], name="remarks_on_a_meeting")]

    def __str__(self) -> str:
        return f"remark {self.pk} on meeting {self.meeting_id}"
