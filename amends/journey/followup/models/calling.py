"""One follow-up for everybody who took part; attempts to reach them are contacts like any other (appendix H)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class FollowUp(FileRow):
    """That somebody is asked how it was, and how that ended."""

    class Way(models.TextChoices):
        """How they communicated; it decides which questions are asked."""

        MEETING = "meeting", "At a meeting"
        INDIRECT = "indirect", "By letter or message"

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "To be asked"
        ANSWERED = "answered", "Has told us"
        DECLINED = "declined", "Does not want to say"
        UNREACHABLE = "unreachable", "Could not be reached"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="follow_ups")
    way = models.CharField(max_length=10, choices=Way.choices)
    held_at = models.DateTimeField(help_text="When the communication took place.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = LockedCharField(max_length=300, blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("note",)
        plain = (
            "service",
            "file",
            "participant",
            "way",
            "held_at",
            "state",
            "settled_at",
            "settled_by",
            "started_by",
            "started_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state="open"),
                name="one_open_follow_up",
                violation_error_message="They are being asked already.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="settled_follow_up_has_a_time",
                violation_error_message="A follow-up that is done has the time at which it was.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_follow_up")]

    def __str__(self) -> str:
        return f"follow-up {self.pk}: {self.state}"

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"followup:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether they still have to be asked."""
        return self.state == self.State.OPEN
