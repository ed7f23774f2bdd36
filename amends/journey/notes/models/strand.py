"""Several people harmed, or responsible, for one offence: those who go their own way have a case of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case
from amends.foundation.lib.locking import LockedTextField


class Strand(models.Model):
    """A case that was split off from another of the same offence, and why. Seen by those who see the whole service."""

    class Reason(models.TextChoices):
        """Why they do not go on together (service specification, definitions)."""

        RISK = "risk", "Together it would be a risk"
        NEED = "need", "They need something else"
        CHOICE = "choice", "They want it so"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    begun_in = models.ForeignKey(Case, models.CASCADE, related_name="+")
    goes_on_in = models.OneToOneField(Case, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=6, choices=Reason.choices)
    words = LockedTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        personal = ("words",)
        plain = ("service", "begun_in", "goes_on_in", "reason", "by", "at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(begun_in=F("goes_on_in")),
                name="strand_is_another_case",
                violation_error_message="A strand is a case of its own.",
            )
        ]

    def __str__(self) -> str:
        return f"strand {self.goes_on_in_id} of {self.begun_in_id}"
