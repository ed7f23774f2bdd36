"""The bodies that a service works with."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from amends.foundation.access.models.hub import Service


class AgencyKind(models.TextChoices):
    """What kind of body an agency is, in the words of the screening facts (`referrer_kind`)."""

    POLICE = "police", "Police"
    COMMUNITY_SAFETY = "community_safety", "Community safety partnership or council"
    PROBATION = "probation", "Probation"
    PRISON = "prison", "Prison"
    VICTIM_SUPPORT = "victim_support", "Victim Support"
    HOUSING = "housing", "Housing provider"
    FIRE = "fire", "Fire and rescue"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    OTHER = "other", "Another body"


class Agency(models.Model):
    """A body the service works with: it refers, answers enquiries, or takes cases that belong to it."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    district = models.CharField(max_length=80, blank=True)
    expected_part = models.TextField(
        blank=True, help_text="What the service and this body have agreed it will do."
    )
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "agencies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="agency_name_once_per_service",
                violation_error_message="There is already an agency of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name
