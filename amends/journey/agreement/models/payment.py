"""A promise about money, paid in parts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.journey.agreement.models.point import Point


class Payment(FileRow):
    """One part of a sum: what is due on which day, and when it was paid. It belongs to the file of whoever pays."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="payments")
    due = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    paid_on = models.DateField(null=True, blank=True)
    seen_by = models.CharField(
        max_length=200, blank=True, default="", help_text="How we know: a receipt, the court's list."
    )
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("seen_by",)
        plain = ("service", "file", "point", "due", "amount", "paid_on", "noted_by", "added_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "due"],
                condition=Q(paid_on__isnull=True),
                name="one_open_payment_a_day",
                violation_error_message="A payment of this promise is due on that day already.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_is_more_than_nothing",
                violation_error_message="A payment is more than nothing.",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, noted_by__isnull=True, seen_by="")
                | (Q(paid_on__isnull=False, noted_by__isnull=False) & ~Q(seen_by="")),
                name="paid_with_day_and_proof",
                violation_error_message="Say when it was paid and how you know.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["point", "due"], name="payments_of_a_promise")]

    def __str__(self) -> str:
        return f"payment {self.pk} of point {self.point_id}"

    @property
    def is_paid(self) -> bool:
        """Whether the money has come."""
        return self.paid_on is not None
