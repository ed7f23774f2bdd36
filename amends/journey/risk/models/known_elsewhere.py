"""Whether somebody whose details came from the police is known to probation or to a prison."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.case.models import FileRow, Participant


class KnownElsewhere(FileRow):
    """One look into the systems of probation and prisons (Wait 'til Eight section 5 para 8)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="known_elsewhere")
    received_on = models.DateField(help_text="When their details came from the police.")
    probation = models.BooleanField(null=True, blank=True)
    prison = models.BooleanField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True, default="")
    checked_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("probation", "prison")
        plain = ("service", "file", "participant", "received_on", "checked_by", "checked_on", "noted_at")

    class Meta:
        verbose_name_plural = "known elsewhere"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(checked_on__isnull=True),
                name="one_open_look_up_a_person",
                violation_error_message="This is somebody’s task already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    probation__isnull=True, prison__isnull=True, checked_by="", checked_on__isnull=True
                )
                | (
                    Q(probation__isnull=False, prison__isnull=False, checked_on__isnull=False)
                    & ~Q(checked_by="")
                ),
                name="known_elsewhere_is_answered_whole",
                violation_error_message="Say for both whether they are known, who looked, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"known elsewhere {self.pk}"

    @property
    def subject(self) -> str:
        """How its task and the trail call it."""
        return f"knownelsewhere:{self.pk}"
