"""Openings for working together at a court, and what came of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.journey.court.models.courts import Court


class Opportunity(models.Model):
    """An opening for working together at a court, and what came of it (HMPPS framework 6.6)."""

    class Kind(models.TextChoices):
        """What sort."""

        PRESENCE = "presence", "Days at court"
        BRIEFING = "briefing", "Briefing"
        PILOT = "pilot", "Pilot"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        """What came of it."""

        OPEN = "open", "Open"
        TAKEN_UP = "taken_up", "Taken up"
        NOT_PURSUED = "not_pursued", "Not pursued"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, models.CASCADE, related_name="opportunities")
    provider = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="not_pursued") | ~Q(reason=""),
                name="not_pursued_has_a_reason",
                violation_error_message="Say why it was not pursued.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["court", "-on"], name="opportunities_of_a_court")]

    def __str__(self) -> str:
        return f"{self.kind} at court {self.court_id}"
