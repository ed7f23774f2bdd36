"""One scoping exercise: its answers step by step, kept as they were."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.insight.scoping.models.assumptions import AssumptionSet
from amends.journey.finding.models import Extract


class Run(models.Model):
    """Eight steps from the choice of a process to the cases of a year (W8 s3 introduction)."""

    class Mode(models.TextChoices):
        """How much is known."""

        QUICK = "quick", "Quick: totals only"
        FULL = "full", "Full: with a list of cases"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    mode = models.CharField(max_length=5, choices=Mode.choices)
    answers = models.JSONField(default=dict, blank=True)
    extract = models.ForeignKey(Extract, models.SET_NULL, null=True, blank=True, related_name="+")
    assumptions = models.ForeignKey(AssumptionSet, models.PROTECT, null=True, blank=True, related_name="+")
    priority_statement = models.TextField(blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="run_has_a_name",
                violation_error_message="Give the run a name.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "-id"], name="runs_newest_first")]

    def __str__(self) -> str:
        return self.name
