"""A referral that belongs to another service, followed until that service says how it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.lib.locking import LockedTextField
from amends.journey.referral.models import Referral, ReferralRow
from amends.service.partners.models import Receiver


class SentOn(ReferralRow):
    """One hand-over to a youth justice service, the fire service's team or another body (EX-022, EX-072)."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="hand_over")
    receiver = models.ForeignKey(Receiver, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=200, help_text="The name of the service, as it was then.")
    why = models.CharField(max_length=60, help_text="The rule that said so, or other.")
    transferred_at = models.DateTimeField()
    transferred_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    referrer_told_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    outcome = LockedTextField(blank=True, help_text="What came of it, as they told us.")
    outcome_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("outcome",)
        plain = (
            "service",
            "referral",
            "receiver",
            "to",
            "why",
            "transferred_at",
            "transferred_by",
            "referrer_told_at",
            "acknowledged_at",
            "accepted",
            "outcome_on",
        )

    class Meta:
        verbose_name_plural = "sent on"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True)
                | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="sent_on_outcome_on_a_day",
                violation_error_message="Say what came of it and on which day.",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(acknowledged_at__isnull=False),
                name="sent_on_accepted_after_acknowledged",
                violation_error_message="They answer only after they have it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "transferred_at"],
                name="with_partner",
                condition=Q(outcome_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"referral {self.referral_id} sent to {self.to}"

    @property
    def state(self) -> str:
        """Where it stands: it stays with the partner until an outcome has come back."""
        if self.outcome_on:
            return "Outcome returned"
        if self.accepted is False:
            return "Not taken by the partner"
        return "With partner" if self.acknowledged_at else "With partner: not acknowledged yet"
