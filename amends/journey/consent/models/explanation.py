"""What somebody was told before they were asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class Explanation(FileRow):
    """Something that was explained to somebody before they were asked: which points, version and form (W8-295)."""

    class Form(models.TextChoices):
        """In what they were given it."""

        PAPER = "paper", "The sheet, read together and left with them"
        READ_OUT = "read_out", "Read out to them"
        EASY_READ = "easy_read", "An easy-read or large-print sheet"
        INTERPRETED = "interpreted", "Through an interpreter"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="explanations")
    kind = models.CharField(max_length=30)
    version = models.CharField(max_length=20, help_text="The version of the words that were explained.")
    items = models.JSONField(default=list, blank=True, help_text="The points that were explained.")
    form = models.CharField(max_length=12, choices=Form.choices)
    language = models.CharField(max_length=40, default="English")
    shared = LockedTextField(blank=True, help_text="What will be shared with whom, and why.")
    understood = models.BooleanField(default=False)
    signed = models.BooleanField(default=False)
    explained_on = models.DateField()
    explained_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("shared",)
        plain = (
            "service",
            "file",
            "participant",
            "kind",
            "version",
            "items",
            "form",
            "language",
            "understood",
            "signed",
            "explained_on",
            "explained_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(language=""),
                name="explained_in_a_language",
                violation_error_message="Say in which language it was explained.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "kind", "-id"], name="latest_explanation")]

    def __str__(self) -> str:
        return f"{self.kind} explained, version {self.version}"
