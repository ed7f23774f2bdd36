"""How a case ended, in codes. Only those who see the whole service read it: it may say which side said no."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, Side
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Closing(CaseRow):
    """The outcome and its reason, as coded at one time. The one that is neither replaced nor reopened counts."""

    class Whose(models.TextChoices):
        """Where the outcome belongs to one side: who declined, stopped or was not found."""

        HARMED = Side.HARMED.value, "Person harmed"
        RESPONSIBLE = Side.RESPONSIBLE.value, "Person responsible"
        PARTY_A = Side.PARTY_A.value, "Party A"
        PARTY_B = Side.PARTY_B.value, "Party B"
        BOTH = "both", "Both"

    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=20)
    whose = models.CharField(max_length=12, choices=Whose.choices, blank=True, default="")
    may_be_told = models.BooleanField(
        default=False, help_text="They permit that the other side learns who decided against it."
    )
    note = LockedTextField(blank=True, help_text="For the service alone.")
    planned_ways = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    used_ways = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    why_another_way = LockedCharField(
        max_length=300, blank=True, default="", help_text="Why it was carried out otherwise than planned."
    )
    why_no_other_way = LockedCharField(
        max_length=300, blank=True, default="", help_text="Why no other way could be looked for."
    )
    coded_at = models.DateTimeField(db_default=Now())
    coded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="When it was coded otherwise.")
    closed_at = models.DateTimeField(null=True, blank=True)
    referrer_told_at = models.DateTimeField(null=True, blank=True)
    referrer_told_how = models.CharField(max_length=12, blank=True, default="")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_because = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("note", "why_another_way", "why_no_other_way", "reopened_because")
        plain = (
            "service",
            "case",
            "outcome",
            "reason",
            "whose",
            "may_be_told",
            "planned_ways",
            "used_ways",
            "coded_at",
            "coded_by",
            "replaced_at",
            "closed_at",
            "referrer_told_at",
            "referrer_told_how",
            "reopened_at",
            "reopened_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(replaced_at__isnull=True, reopened_at__isnull=True),
                name="one_outcome_counts",
                violation_error_message="This case has its outcome already.",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_because="")
                | (Q(reopened_at__isnull=False, closed_at__isnull=False) & ~Q(reopened_because="")),
                name="reopened_with_a_reason",
                violation_error_message="Say why the case is opened again.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(closed_at__isnull=True),
                name="closed_with_the_outcome_that_counts",
                violation_error_message="An outcome with which the case was closed stays as it was.",
            ),
            models.CheckConstraint(
                condition=Q(referrer_told_at__isnull=True) | Q(closed_at__isnull=False),
                name="referrer_told_after_closing",
                violation_error_message="The referrer is told once the case is closed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "closed_at"], name="closed_in_a_time", condition=Q(closed_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: case {self.case_id}"

    @property
    def subject(self) -> str:
        """The row as the trail knows it."""
        return f"closing:{self.pk}"
