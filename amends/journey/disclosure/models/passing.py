"""What one person lets be told to the other, and providers asking a liaison officer about a person harmed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Agency, User
from amends.foundation.case.models import FileRow, Participant, Side
from amends.foundation.lib.locking import LockedTextField


class Allowed(FileRow):
    """One thing somebody allows to be passed to the other side, with its limits (Wait 'til Eight s7 para 10.5)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="allowed")
    to_side = models.CharField(max_length=12, choices=Side.choices)
    what = LockedTextField(help_text="What may be passed on.")
    limits = LockedTextField(blank=True, help_text="What may not be said, or not yet.")
    allowed_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    passed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("what", "limits")
        plain = (
            "service",
            "file",
            "participant",
            "to_side",
            "allowed_on",
            "recorded_by",
            "taken_back_on",
            "passed_on",
            "passed_by",
        )

    class Meta:
        verbose_name_plural = "things they allow to be passed on"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="allowed_says_what",
                violation_error_message="Say what may be passed on.",
            ),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True)
                | Q(passed_on__gte=models.F("allowed_on"), passed_by__isnull=False),
                name="passed_on_after_it_was_allowed",
                violation_error_message="Nothing is passed on before they have allowed it.",
            ),
        ]

    def __str__(self) -> str:
        return f"allowed {self.pk}"


class VictimRequest(FileRow):
    """A provider has asked the liaison officer about the person harmed (HMPPS framework 4.15)."""

    class Officer(models.TextChoices):
        """Who manages the sentence."""

        COM = "com", "Community offender manager"
        POM = "pom", "Prison offender manager"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="victim_requests")
    asked_by = models.CharField(max_length=160, help_text="Which provider asked, and who there.")
    provider = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The one body their answer is about.",
    )
    asked_on = models.DateField()
    told = models.CharField(max_length=4, choices=Officer.choices, blank=True)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=120, blank=True)
    message = LockedTextField(blank=True, help_text="What the officer was told.")
    released_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        kept_by_readers = True  # liaison officers answer for what a provider may be told
        personal = ("asked_by", "message", "told_how")
        plain = (
            "service",
            "file",
            "participant",
            "provider",
            "asked_on",
            "told",
            "officer",
            "told_on",
            "released_on",
            "released_by",
            "recorded_by",
        )

    class Meta:
        verbose_name_plural = "requests about the person harmed"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(told_on__isnull=False, released_by__isnull=False),
                name="victim_request_released_after_the_officer_knows",
                violation_error_message="The officer who manages the sentence must be told first.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | (~Q(told="") & ~Q(message="")),
                name="victim_request_says_what_was_told",
                violation_error_message="Say whom you told, and what.",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
