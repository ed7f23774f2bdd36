"""Organisations that can help somebody take part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service


class Organisation(models.Model):
    """A community or specialist organisation that can support somebody in taking part (HMPPS 6.42, 6.44)."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COMMUNITY = "community", "Community organisation"
        SPECIALIST = "specialist", "Specialist organisation"
        FAITH = "faith", "Faith organisation"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COMMUNITY)
    serves = models.CharField(max_length=300, help_text="For whom it is there, and what it does.")
    contact = models.CharField(max_length=200, blank=True, help_text="Who answers, by telephone or e-mail.")
    in_use = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        personal = ("contact",)
        plain = ("service", "name", "kind", "serves", "in_use")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="organisation_once",
                violation_error_message="This organisation is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(serves=""),
                name="organisation_serves_somebody",
                violation_error_message="Say for whom it is there.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
