"""What both sides of a case may know of the court: its phase, and a deferment."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.journey.court.models.courts import Court
from amends.journey.court.models.report import DefermentModel


class Phase(CaseRow):
    """Before or after sentence, in the community or in custody, from a day on. Never changed: the next one is added."""

    class When(models.TextChoices):
        """Where the case stands (NOMS service specification 4 and 7)."""

        BEFORE = "before", "Before sentence"
        AFTER = "after", "After sentence"

    class Setting(models.TextChoices):
        """Where the work takes place."""

        COMMUNITY = "community", "In the community"
        CUSTODY = "custody", "In custody"

    when = models.CharField(max_length=6, choices=When.choices)
    setting = models.CharField(max_length=10, choices=Setting.choices)
    since = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-since", "-id"], name="phases_of_a_case")]

    def __str__(self) -> str:
        return f"{self.get_when_display()}, {self.get_setting_display().lower()}"


class Deferment(CaseRow):
    """Sentence put off so that the work can be done first. The case's, because it says when a meeting may be."""

    Model = DefermentModel

    court = models.ForeignKey(Court, models.PROTECT, related_name="deferments")
    starts_on = models.DateField()
    until = models.DateField()
    model = models.CharField(max_length=5, choices=DefermentModel.choices)
    report_on = models.DateField()
    reparation_until = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="one_deferment_at_a_time",
                violation_error_message="Sentence is deferred in this case already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    until__gt=F("starts_on"), report_on__gte=F("starts_on"), report_on__lt=F("until")
                ),
                name="deferment_counts_back",
                violation_error_message="The report reaches the court after the deferment has begun and before it ends.",
            ),
            models.CheckConstraint(
                condition=Q(model="split")
                | Q(reparation_until__isnull=True)
                | Q(reparation_until__lte=F("until")),
                name="whole_deferment_holds_all_work",
                violation_error_message="In the whole model all work, reparation too, ends before the deferment does.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["court", "until"], name="deferments_at_a_court")]

    def __str__(self) -> str:
        return f"deferment of case {self.case_id}"
