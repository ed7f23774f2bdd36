"""“Not now” is an answer of its own: it is never a refusal, and somebody asks again on the day they chose (PF-090)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class NotNow(FileRow):
    """What somebody said, and when they may be asked again. What they said once stays as they said it."""

    class Who(models.TextChoices):
        """Who took the question up again."""

        THEMSELVES = "themselves", "They did themselves"
        OTHER = "other", "The other side asked for it"
        OFFICER = "officer", "Their officer did"
        SERVICE = "service", "We did, on the day they chose"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="not_now")
    said_on = models.DateField()
    revisit_on = models.DateField(null=True, blank=True, help_text="Empty where they will say themselves.")
    words = LockedTextField(blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())
    reopened_on = models.DateField(null=True, blank=True)
    reopened_who = models.CharField(max_length=12, choices=Who.choices, blank=True, default="")
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = (
            "service",
            "file",
            "participant",
            "said_on",
            "revisit_on",
            "noted_by",
            "noted_at",
            "reopened_on",
            "reopened_who",
            "reopened_by",
        )

    class Meta:
        verbose_name_plural = "not now"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(reopened_on__isnull=True),
                name="one_open_not_now",
                violation_error_message="They have said so already. Take that up first.",
            ),
            models.CheckConstraint(
                condition=Q(revisit_on__isnull=True) | Q(revisit_on__gt=F("said_on")),
                name="asked_again_later",
                violation_error_message="The day to ask again lies after the day they said so.",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True, reopened_who="", reopened_by__isnull=True)
                | (Q(reopened_on__isnull=False, reopened_by__isnull=False) & ~Q(reopened_who="")),
                name="taken_up_by_somebody",
                violation_error_message="Say who took it up again, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"not now of participant {self.participant_id}"
