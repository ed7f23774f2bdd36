"""Who knows where somebody is on a visit, and whether they have come back from it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.journey.contact.models.contact import Appointment


class VisitSafety(FileRow):
    """One visit of one facilitator: by when it ends, with whom they check in, and that they did (Essex manual C3)."""

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="safety")
    visitor = models.ForeignKey(User, models.PROTECT, related_name="visits")
    check_in_with = models.ForeignKey(User, models.PROTECT, related_name="+")
    ends_at = models.DateTimeField(help_text="When it should be over.")
    allowance = models.PositiveSmallIntegerField(default=30, help_text="Minutes before anybody is alerted.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    safe_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True, help_text="When the alert went out.")
    by_procedure = models.BooleanField(
        null=True, blank=True, help_text="Whether the visit was made by the procedure of the service."
    )

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "visit safety"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(visitor=F("check_in_with")),
                name="check_in_with_somebody_else",
                violation_error_message="Check in with somebody else, not with yourself.",
            ),
            models.CheckConstraint(
                condition=Q(by_procedure__isnull=True) | Q(safe_at__isnull=False),
                name="procedure_confirmed_once_safe",
                violation_error_message="Say first that you are out and safe.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "ends_at"],
                name="visits_not_back",
                condition=Q(safe_at__isnull=True, missed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"safety of appointment {self.appointment_id}"

    @property
    def alert_at(self) -> datetime:
        """When somebody rings them."""
        return self.ends_at + timedelta(minutes=self.allowance)

    @property
    def subject(self) -> str:
        """The row as clocks and the trail know it."""
        return f"visit:{self.pk}"
