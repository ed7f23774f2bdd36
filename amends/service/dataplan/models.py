"""The plan a service has taken as its own, item by item, and every change of it with who asked and who agreed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class PlanEntry(models.Model):
    """One item as it holds in a service. The row policies read `shut_to`."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    shut_to = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "plan entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "item"],
                name="plan_entry_once",
                violation_error_message="The plan has this item already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} of service {self.service_id}"


class PlanChange(models.Model):
    """Somebody wants the plan, or one item of it, to be otherwise; somebody else agrees or does not."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    item = models.CharField(
        max_length=40, blank=True, help_text="Empty when the whole plan is taken as it comes."
    )
    shut_to = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    agreed = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "item"],
                condition=Q(agreed__isnull=True),
                name="plan_change_asked_once",
                violation_error_message="A change of this is waiting for a decision already.",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(agreed__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="plan_change_decided_by_somebody",
                violation_error_message="Say who decided, and when.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="plan_change_by_two",
                violation_error_message="Somebody else agrees to a change of the plan.",
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.pk} of the data plan"

    @property
    def subject(self) -> str:
        """How approvals and the trail call it."""
        return f"plan_change:{self.pk}"
