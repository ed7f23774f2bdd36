"""A number, address or e-mail of somebody in a case."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField


class ContactPoint(FileRow):
    """A number, address or e-mail of a participant, with whether it may be used."""

    class Kind(models.TextChoices):
        """What it is."""

        MOBILE = "mobile", "Mobile"
        LANDLINE = "landline", "Landline"
        EMAIL = "email", "E-mail"
        ADDRESS = "address", "Address"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10, blank=True)
    is_safe = models.BooleanField(
        default=True, help_text="Off: never use it. It stays on file so that nobody adds it again."
    )
    note = LockedCharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=1, help_text="1 is tried first.")
    until = models.DateField(null=True, blank=True, help_text="The last day on which it is right.")

    class Privacy:
        retention = "case"
        personal = ("value", "postcode", "note")
        plain = ("service", "file", "participant", "kind", "is_safe", "rank", "until")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "kind", "value"],
                name="contact_point_once",
                violation_error_message="This is already on the card.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "value"], name="contact_point_by_value")]

    @property
    def is_over(self) -> bool:
        """Whether it is no longer right."""
        return self.until is not None and self.until < timezone.localdate()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of participant {self.participant_id}"
