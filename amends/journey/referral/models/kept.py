"""A draft about somebody in custody, kept by whoever wrote it while the prison offender manager decides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.journey.finding.models import Interest
from amends.journey.referral.models.referral import ReferralRow


class KeptDraft(ReferralRow):
    """It waits with its writer, and nobody else reads it: neither the officer, nor the service, nor the other side."""

    class AskedBy(models.TextChoices):
        """Whose wish it was."""

        HARMED = "harmed", "The person harmed"
        CUSTODY = "custody", "The person in custody"
        BODY = "body", "We did, or another body"

    interest = models.ForeignKey(Interest, models.CASCADE, related_name="+")
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices)
    wants_word = models.BooleanField(
        default=False, help_text="The person harmed wants to hear what comes of it."
    )
    kept_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "interest"],
                name="kept_once_for_an_interest",
                violation_error_message="This was passed on already.",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=""),
                name="kept_draft_says_who_asked",
                violation_error_message="Say who asked for it.",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.referral_id}, kept"
