"""Somebody has looked at a partner's own case that looks like a referral, and said what they are to each other."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.eligibility.models.screening import Likeness
from amends.journey.referral.models import Referral, ReferralRow
from amends.service.sharing.models import PartnerCase


class PartnerLikeness(ReferralRow):
    """The answer about one referral and one case of a partner (hub manual, introduction para 3)."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="partner_likenesses")
    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Likeness.Answer.choices)
    note = LockedCharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "referral"
        personal = ("note",)
        plain = ("service", "referral", "partner_case", "answer", "by", "at")

    class Meta:
        verbose_name_plural = "likenesses to partners' cases"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "partner_case"],
                name="partner_likeness_answered_once",
                violation_error_message="This has been answered.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: referral {self.referral_id}"
