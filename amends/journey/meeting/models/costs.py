"""What a meeting costs: fares, refreshments and the rest, asked for, approved and paid."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow
from amends.journey.meeting.models.meeting import Meeting
from amends.journey.meeting.models.people import Invitation


class Expense(CaseRow):
    """One claim. Nobody approves their own, and nothing is paid that was not approved (Wait 'til Eight appendix 3E 2)."""

    class Kind(models.TextChoices):
        """What for."""

        TRAVEL = "travel", "Travel"
        REFRESHMENTS = "refreshments", "Refreshments"
        OTHER = "other", "Something else"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="expenses")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    payee = models.CharField(max_length=120, help_text="As they are called at the meeting, or the firm.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("payee",)
        plain = (
            "service",
            "case",
            "meeting",
            "invitation",
            "kind",
            "amount",
            "asked_by",
            "asked_at",
            "approved_by",
            "approved_on",
            "paid_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=Decimal(0)),
                name="expense_is_more_than_nothing",
                violation_error_message="Enter an amount above nothing.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="expense_approved_by_somebody",
                violation_error_message="Say who approved it and when.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                name="expense_approved_by_somebody_else",
                violation_error_message="Nobody approves their own claim.",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(approved_on__isnull=False),
                name="expense_approved_before_paid",
                violation_error_message="This has not been approved yet.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "id"], name="expenses_of_a_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} for meeting {self.meeting_id}"
