"""Somebody who is supervised was harmed themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.finding.models.noted import Noted


class Disclosure(Noted):
    """A supervised person says that they were harmed by a crime themselves (HMPPS 4.11)."""

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    disclosed_on = models.DateField()
    nature = LockedTextField(blank=True, help_text="Only whoever noted it sees this.")
    informed_on = models.DateField(null=True, blank=True)
    what_given = LockedCharField(max_length=200, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "nature", "what_given")
        plain = ("service", "noted_by", "noted_at", "disclosed_on", "informed_on")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | ~Q(what_given=""),
                name="informed_says_what",
                violation_error_message="Say what they were given.",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | Q(informed_on__gte=F("disclosed_on")),
                name="informed_after_disclosure",
                violation_error_message="They cannot have been informed before they said it.",
            ),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
