"""Each time something about a person is given to another body: to whom, why, on what ground, and why no less would do."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.consent.models import Consent


class Disclosure(FileRow):
    """One disclosure about one person. What was written down once stays (Wait 'til Eight s4 para 2 and 4)."""

    class Ground(models.TextChoices):
        """On what it rests (Crime and Disorder Act 1998 section 115 lets bodies share; it does not make them)."""

        CONSENT = "consent", "Their consent"
        PUBLIC_INTEREST = "public_interest", "An overriding public interest"
        OTHER = "other", "Another justification"

    class How(models.TextChoices):
        """In what way."""

        SYSTEM = "system", "Into the body’s own system"
        EMAIL = "email", "Secure e-mail"
        POST = "post", "Post, two envelopes"
        PHONE = "phone", "Telephone"
        TALK = "talk", "Face to face"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="disclosures")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=120, help_text="Who there, by name or post.")
    how = models.CharField(max_length=8, choices=How.choices)
    address = models.EmailField(blank=True, help_text="Where it went, when it went by e-mail.")
    purpose = LockedCharField(max_length=300)
    items = LockedTextField(help_text="What was given, one thing a line.")
    ground = models.CharField(max_length=16, choices=Ground.choices)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    consent_reference = models.CharField(
        max_length=60, blank=True, default="", help_text="The consent it rests on, as the record calls it."
    )
    reasons = LockedTextField(blank=True)
    section_115 = models.BooleanField(default=False, help_text="In line with section 115.")
    proportionality = LockedTextField(help_text="Why no less would do.")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("recipient", "address", "purpose", "items", "reasons", "proportionality")
        plain = (
            "service",
            "file",
            "participant",
            "agency",
            "how",
            "ground",
            "consent",
            "consent_reference",
            "section_115",
            "at",
            "by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ground="consent") | ~Q(reasons=""),
                name="disclosure_has_reasons",
                violation_error_message="Without their consent, write down the reasons.",
            ),
            models.CheckConstraint(
                condition=~Q(ground="consent") | ~Q(consent_reference=""),
                name="disclosure_names_its_consent",
                violation_error_message="Say which consent it rests on.",
            ),
            models.CheckConstraint(
                condition=~Q(proportionality=""),
                name="disclosure_is_proportionate",
                violation_error_message="Say why no less would do.",
            ),
            models.CheckConstraint(
                condition=~Q(how="email") | ~Q(address=""),
                name="disclosure_by_email_has_an_address",
                violation_error_message="Say to which address it went.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["file", "-id"], name="disclosures_of_a_file")]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"

    @property
    def item_lines(self) -> list[str]:
        """What was given, as a page lists it."""
        return [line.strip() for line in self.items.splitlines() if line.strip()]
