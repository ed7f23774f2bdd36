"""One thing that could go wrong, with what is done about it, by whom, and whether that is in place."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Measure(FileRow):
    """It counts until it is ended. It stands in the file of the person it is about (Wait 'til Eight appendix 3D)."""

    class Degree(models.TextChoices):
        """How likely, and how bad."""

        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_measures")
    key = models.CharField(max_length=60, blank=True, help_text="The issue of the checklist it comes from.")
    risk = LockedTextField(help_text="What could go wrong.")
    at_risk = models.CharField(max_length=120, blank=True, help_text="Who could come to harm.")
    likelihood = models.CharField(max_length=8, choices=Degree.choices, blank=True, default="")
    severity = models.CharField(max_length=8, choices=Degree.choices, blank=True, default="")
    safeguard = LockedTextField(help_text="What is done about it.")
    owner = models.CharField(max_length=120, blank=True, help_text="Who sees to it.")
    in_place_on = models.DateField(null=True, blank=True)
    in_place_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = LockedCharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("risk", "at_risk", "safeguard", "owner", "ended_because")
        plain = (
            "service",
            "file",
            "participant",
            "key",
            "likelihood",
            "severity",
            "in_place_on",
            "in_place_by",
            "ended_on",
            "noted_by",
            "noted_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(safeguard=""),
                name="risk_has_a_safeguard",
                violation_error_message="Say what is done about it.",
            ),
            models.CheckConstraint(
                condition=Q(in_place_on__isnull=True, in_place_by__isnull=True)
                | Q(in_place_on__isnull=False, in_place_by__isnull=False),
                name="measure_in_place_by_somebody",
                violation_error_message="Say who has seen that it is in place, and when.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="measure_ended_because",
                violation_error_message="Say why it is not needed any more.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["participant"], name="measures_that_count", condition=Q(ended_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"measure {self.pk} for participant {self.participant_id}"

    @property
    def is_in_place(self) -> bool:
        """Whether somebody has seen that it is done."""
        return self.in_place_on is not None
