"""What the ground for a letter or message rests on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.journey.indirect.models.exchange import Exchange
from amends.journey.preparation.models import WayChoice
from amends.journey.risk.models import Assessment


class Basis(FileRow):
    """A risk assessment that found a meeting not safe, or somebody's choice, in the file of whom it is about (SS-013)."""

    exchange = models.OneToOneField(Exchange, models.CASCADE, related_name="basis")
    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, blank=True, related_name="+")
    choice = models.ForeignKey(WayChoice, models.CASCADE, null=True, blank=True, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "bases"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(assessment__isnull=False, choice__isnull=True)
                | Q(assessment__isnull=True, choice__isnull=False),
                name="basis_is_an_assessment_or_a_choice",
                violation_error_message="Name one risk assessment, or one choice.",
            )
        ]

    def __str__(self) -> str:
        return f"basis of exchange {self.exchange_id}"
