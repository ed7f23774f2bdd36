"""What passes between the service and the referrer after a referral has arrived."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.documents.models import Attachment as StoredFile
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models.referral import Referral, ReferralRow


class Question(ReferralRow):
    """Something the service asked the referrer. While one is open the referral waits for the referrer (EX-132)."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="questions")
    text = LockedTextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chased_at = models.DateTimeField(null=True, blank=True, help_text="When the referrer was last reminded.")
    answer = LockedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "referral"
        personal = ("text", "answer")
        plain = ("service", "referral", "asked_at", "asked_by", "chased_at", "answered_at", "answered_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="question_answered_in_words",
                violation_error_message="An answered question has an answer and a time.",
            )
        ]

    def __str__(self) -> str:
        return f"question on referral {self.referral_id}"


class Amendment(ReferralRow):
    """A change made after sending: what it said before, what it says now, and why."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="amendments")
    what = models.CharField(max_length=120)
    before = LockedTextField(blank=True)
    after = LockedTextField(blank=True)
    reason = LockedCharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("before", "after", "reason")
        plain = ("service", "referral", "what", "by", "at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="amendment_has_reason",
                violation_error_message="Say why you change it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} of referral {self.referral_id}"


class Attachment(ReferralRow):
    """What came with a referral, or was said to. One about risk is read before screening can end (EX-134)."""

    class Kind(models.TextChoices):
        """What it is about; risk comes first."""

        RISK = "risk", "About risk"
        LETTER = "letter", "A letter for somebody in it"
        SCAN = "scan", "Scan of the paper form"
        VICTIM = "victim", "About the person harmed"
        OTHER = "other", "Something else"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OTHER)
    name = models.CharField(max_length=200)
    stored = models.OneToOneField(
        StoredFile,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="None while it has not arrived.",
    )
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "referral"
        personal = ("name",)
        plain = ("service", "referral", "kind", "stored", "added_at", "added_by", "read_at", "read_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="attachment_read_by_somebody",
                violation_error_message="Say who read the file and when.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} file of referral {self.referral_id}"
