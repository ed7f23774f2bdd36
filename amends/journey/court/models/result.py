"""What the court decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.foundation.lib.locking import LockedCharField
from amends.journey.court.models.report import CourtReport


class HearingResult(models.Model):
    """What the court decided, told within two working days (Wait 'til Eight appendix 2B 5)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    report = models.OneToOneField(CourtReport, models.CASCADE, related_name="result")
    details = LockedCharField(max_length=400)
    requirement_made = models.BooleanField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "referral"
        personal = ("details",)
        plain = ("service", "report", "requirement_made", "reported_at", "reported_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(details=""),
                name="hearing_result_has_details",
                violation_error_message="Write down the sentence that was passed.",
            )
        ]

    def __str__(self) -> str:
        return f"result of report {self.report_id}"
