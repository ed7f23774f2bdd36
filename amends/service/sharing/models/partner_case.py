"""Cases that a partner works on by itself, so that two services do not run the same work (hub manual, introduction)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User


class PartnerCase(models.Model):
    """A restorative case of a partner such as the fire service team, told to us to be counted and matched."""

    class Status(models.TextChoices):
        """How it stands there."""

        ACTIVE = "active", "Active"
        CLOSED = "closed", "Closed"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60, help_text="Their own case reference.")
    full_name = models.CharField(max_length=200)
    date_of_birth = models.DateField(null=True, blank=True)
    incident_reference = models.CharField(
        max_length=60, blank=True, help_text="Crime or incident number, such as STORM or ATHENA."
    )
    opened_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    closed_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        personal = ("full_name", "date_of_birth", "incident_reference")
        plain = ("service", "agency", "reference", "opened_on", "status", "closed_on", "told_by", "told_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "reference"],
                name="partner_case_once",
                violation_error_message="This case has been told to us already.",
            ),
            models.CheckConstraint(
                condition=Q(status="active", closed_on__isnull=True)
                | Q(status="closed", closed_on__gte=F("opened_on")),
                name="partner_case_closed_on_a_day",
                violation_error_message="A closed case has a closing day, after its opening.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "date_of_birth"], name="partner_case_born"),
        ]

    def __str__(self) -> str:
        return self.reference
