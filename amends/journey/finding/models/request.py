"""Somebody asks to be referred."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.journey.finding.models.noted import Noted


class Request(Noted):
    """A person on probation or in prison asks to be referred: an event of its own, with its own day (HMPPS 4.3)."""

    class Outcome(models.TextChoices):
        """What became of it."""

        PENDING = "pending", "Not referred yet"
        REFERRED = "referred", "Referred"
        NOT_SUITABLE = "not_suitable", "Not suitable"
        WITHDRAWN = "withdrawn", "They no longer want it"

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Their number at probation or prison.")
    in_custody = models.BooleanField(default=False)
    told_on = models.DateField(null=True, blank=True, help_text="When they were told that it exists.")
    asked_on = models.DateField()
    made_to = models.CharField(max_length=120)
    way = models.CharField(
        max_length=120, blank=True, help_text="In conversation, by letter, by application form."
    )
    outcome = models.CharField(max_length=15, choices=Outcome.choices, default=Outcome.PENDING)
    referred_on = models.DateField(null=True, blank=True)
    referral_number = models.CharField(max_length=20, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "made_to", "way")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "in_custody",
            "told_on",
            "asked_on",
            "outcome",
            "referred_on",
            "referral_number",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_on__lte=F("asked_on")),
                name="told_before_asking",
                violation_error_message="They cannot have been told after they asked.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="referred")
                | Q(referred_on__isnull=False, referred_on__gte=F("asked_on")),
                name="referred_after_asking",
                violation_error_message="Say on which day the referral was sent; it cannot be before they asked.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "outcome", "asked_on"], name="open_requests")]

    def __str__(self) -> str:
        return f"request {self.pk}"
