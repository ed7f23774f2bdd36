"""What an officer or a prison's security department is asked about somebody's risk, and the answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class RiskEnquiry(FileRow):
    """One enquiry with the headings of its form (Wait 'til Eight section 5 paras 3.1, 12.1). Read by the team only."""

    class Kind(models.TextChoices):
        """Who is asked."""

        OFFICER = "officer", "Offender manager or supervisor"
        SECURITY = "security", "Prison security"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="risk_enquiries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    asked_of = models.CharField(max_length=160, help_text="Name and office, or the prison.")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    known_before = LockedTextField(blank=True, default="", help_text="Earlier knowledge of the person.")
    threats = LockedTextField(blank=True, default="", help_text="Threats or intimidation.")
    stress = LockedTextField(blank=True, default="", help_text="How they react to stress; behaviour.")
    self_harm = LockedTextField(blank=True, default="", help_text="Harm to themselves.")
    nothing_of_concern = models.BooleanField(default=False)
    answered_by = models.CharField(max_length=160, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("asked_of", "known_before", "threats", "stress", "self_harm", "answered_by")
        plain = (
            "service",
            "file",
            "participant",
            "kind",
            "asked_by",
            "asked_at",
            "nothing_of_concern",
            "answered_on",
        )

    class Meta:
        verbose_name_plural = "risk enquiries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(answered_on__isnull=True),
                name="one_open_enquiry_a_kind",
                violation_error_message="They are asked already; file the answer first.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answered_by=""),
                name="enquiry_answered_by_somebody",
                violation_error_message="Say who answered.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} enquiry {self.pk}"

    @property
    def subject(self) -> str:
        """The row as clocks know it."""
        return f"riskenquiry:{self.pk}"
