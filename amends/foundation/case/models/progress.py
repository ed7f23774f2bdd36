"""What a case has reached, and the numbers that cases and referrals get."""

from typing import ClassVar

from django.db import models

from amends.foundation.access.models import Service, User
from amends.foundation.case.models.rows import CaseRow


class CaseMilestone(CaseRow):
    """A milestone that has been reached, when and through whom."""

    name = models.CharField(max_length=40, help_text="A `Milestone`; adding one changes no table.")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "name"], name="milestone_once")]

    def __str__(self) -> str:
        return str(self.name)


class Numbering(models.Model):
    """The last number given in a service and year, for cases and for referrals."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    series = models.CharField(max_length=10, help_text="case or referral")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "series", "year"], name="one_series_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
