"""Somebody in custody shows interest."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.finding.models.noted import Noted


class Interest(Noted):
    """Somebody in custody shows interest: a task for their prison offender manager, never a referral by itself (4.13)."""

    class RaisedBy(models.TextChoices):
        """Through whom it came."""

        PROVIDER = "provider", "A provider working in the prison"
        CHAPLAINCY = "chaplaincy", "Chaplaincy"
        KEYWORKER = "keyworker", "Key worker"
        SELF = "self", "The person themselves"
        OTHER = "other", "Somebody else"

    class State(models.TextChoices):
        """What the officer has done."""

        OPEN = "open", "With the prison offender manager"
        REFERRED = "referred", "Referred"
        DROPPED = "dropped", "Not taken further"

    person = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Prison number.")
    prison = models.CharField(max_length=120)
    raised_by = models.CharField(max_length=15, choices=RaisedBy.choices)
    raised_on = models.DateField()
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    referral_number = models.CharField(max_length=20, blank=True)
    why_dropped = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("person", "reference", "why_dropped")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "prison",
            "raised_by",
            "raised_on",
            "officer",
            "state",
            "referral_number",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="referred") | ~Q(referral_number=""),
                name="interest_referred_has_a_number",
                violation_error_message="Give the number of the referral.",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(why_dropped=""),
                name="interest_dropped_has_a_reason",
                violation_error_message="Say why it is not taken further.",
            ),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"
