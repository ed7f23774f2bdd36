"""The courts a service works with, what was agreed with each, and openings for working together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service


class Court(models.Model):
    """One court. Work on deferred sentences there may need a local agreement (HMPPS framework 6.6, footnote 6)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    has_service = models.BooleanField(default=True, help_text="The service works in this court's area.")
    deferral_agreed_on = models.DateField(null=True, blank=True)
    deferral_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Cases at a time.")
    deferral_review_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="court_once",
                violation_error_message="This court is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    deferral_agreed_on__isnull=True,
                    deferral_limit__isnull=True,
                    deferral_review_on__isnull=True,
                )
                | Q(
                    deferral_agreed_on__isnull=False,
                    deferral_limit__isnull=False,
                    deferral_limit__gte=1,
                    deferral_review_on__isnull=False,
                    deferral_review_on__gt=models.F("deferral_agreed_on"),
                ),
                name="deferral_agreement_is_whole",
                violation_error_message="An agreement has its day, how many cases at a time, and a later day of review.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
