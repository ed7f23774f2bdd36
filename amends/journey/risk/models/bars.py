"""An order or condition that forbids contact, until whoever can vary it has agreed in writing."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class ContactBar(FileRow):
    """One bar on contact with the person harmed (HMPPS framework 6.9)."""

    class Kind(models.TextChoices):
        """Where it is written."""

        LICENCE = "licence", "Licence condition"
        REQUIREMENT = "requirement", "Requirement of a court order"
        RESTRAINING = "restraining", "Restraining order"
        BAIL = "bail", "Remand or bail condition"
        OTHER = "other", "Something else"

    class Covers(models.TextChoices):
        """What it forbids."""

        DIRECT = "direct", "Meeting or speaking"
        INDIRECT = "indirect", "Letters and messages"
        BOTH = "both", "Both"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="contact_bars")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = LockedTextField(help_text="What it says.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Empty: no end is set.")
    covers = models.CharField(max_length=8, choices=Covers.choices)
    varied_by = models.CharField(max_length=160, blank=True, help_text="The authority that has varied it.")
    varied_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("words", "varied_by")
        plain = (
            "service",
            "file",
            "participant",
            "kind",
            "starts_on",
            "ends_on",
            "covers",
            "varied_on",
            "noted_by",
            "noted_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="bar_ends_after_it_starts",
                violation_error_message="It ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(varied_on__isnull=True, varied_by="")
                | (Q(varied_on__isnull=False) & ~Q(varied_by="")),
                name="bar_varied_by_somebody",
                violation_error_message="Say which authority has varied it in writing, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"bar {self.pk}: {self.kind}"
