"""What a partner has agreed to send, and how (W8 s3 paras 1.3 and 1.4)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User


class Expectation(models.Model):
    """The agreed process of one partner and the referrals expected in a quarter. A new one takes its place."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    process = models.CharField(max_length=300)
    agreed_on = models.DateField()
    a_quarter = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(process=""),
                name="expectation_names_its_process",
                violation_error_message="Say how referrals are to come.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "agency", "-id"], name="expectations_of_a_partner")
        ]

    def __str__(self) -> str:
        return f"expectation {self.pk}"
