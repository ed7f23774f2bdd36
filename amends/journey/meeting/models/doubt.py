"""Why a confirmed meeting is on hold. It belongs to the file of whom it is about; the other side never reads it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.journey.meeting.models.meeting import Meeting


class Decision(models.TextChoices):
    """What becomes of a meeting that is on hold."""

    GOES_ON = "goes_on", "It goes on as it is planned"
    PUT_OFF = "put_off", "It is put off: another day is looked for"
    CALLED_OFF = "called_off", "It is called off"


class Doubt(FileRow):
    """Something about one person that a meeting cannot go on over, until it is put right or the meeting is off."""

    class Kind(models.TextChoices):
        """What it is; the words stand in the person's own file only."""

        UNSUITABLE = "unsuitable", "Found not suitable for a meeting"
        SUPPORTER = "supporter", "A supporter was found not suitable to be there"
        UNSURE = "unsure", "No clear yes to this meeting any more"
        LEFT = "left", "Does not take part any more"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="doubts")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was put right, or the meeting was off."
    )

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "participant", "kind"],
                condition=Q(settled_at__isnull=True),
                name="one_open_doubt_of_a_kind",
                violation_error_message="This holds the meeting up already.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["meeting"], name="open_doubts_of_a_meeting", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} at meeting {self.meeting_id}"
