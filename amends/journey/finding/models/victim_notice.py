"""A liaison officer tells the service that a victim wants restorative justice."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.lib.locking import LockedTextField
from amends.journey.finding.models.noted import Noted


class VictimNotice(Noted):
    """For its writer and for those who decide, and for nobody else (pathfinder guidance 6.25).

    It hangs on no case and no person, so that nothing the offender may see or ask for can hold it.
    """

    victim = models.CharField(max_length=200)
    offender = models.CharField(max_length=200, help_text="Who was responsible, as the officer knows them.")
    reference = models.CharField(max_length=60, blank=True, help_text="Crime number.")
    told_on = models.DateField()
    wishes = LockedTextField(help_text="What they would like, and how to reach them.")
    copied_as = models.CharField(
        max_length=60, blank=True, help_text="The entry in the offender record it was copied to."
    )
    copied_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("victim", "offender", "reference", "wishes")
        plain = ("service", "noted_by", "noted_at", "told_on", "copied_as", "copied_on")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(copied_as="", copied_on__isnull=True)
                | (~Q(copied_as="") & Q(copied_on__isnull=False)),
                name="copied_with_a_day",
                violation_error_message="Give the entry it was copied to, and the day.",
            )
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
