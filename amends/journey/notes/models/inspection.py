"""An inspection: somebody from outside reads some cases for some days, and nothing more."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import CaseRow


class Inspection(models.Model):
    """Who comes from which body, from which day to which, and why (Wait 'til Eight appendix 3E)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = models.CharField(max_length=120, help_text="Who sends them.")
    reason = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="inspection_ends_after_start",
                violation_error_message="An inspection cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("opened_by")),
                name="inspection_opened_by_another",
                violation_error_message="Nobody opens an inspection to themselves.",
            ),
        ]

    def __str__(self) -> str:
        return f"inspection {self.pk}"


class InspectedCase(CaseRow):
    """One case that is read in it."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="cases")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "case"],
                name="inspected_once",
                violation_error_message="This case is in the inspection already.",
            )
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} in inspection {self.inspection_id}"
