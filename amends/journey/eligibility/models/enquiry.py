"""A request to an agency for information about somebody in a case, and what came back."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, User
from amends.foundation.case.models import Case, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Enquiry(FileRow):
    """One question to one agency about one person; it belongs to that person's file (EX-039, EX-136)."""

    class Item(models.TextChoices):
        """What agencies are usually asked."""

        CONTACT = "contact", "How to reach them safely"
        RISK = "risk", "Risk, and warnings about them"
        OFFENCE = "offence", "What happened, and what was admitted"
        HISTORY = "history", "Earlier contact with them"
        RELATIONSHIP = "relationship", "Domestic abuse or a relationship between the people"
        HEALTH = "health", "Health, needs and support"
        ORDERS = "orders", "Orders, licence and conditions"
        OPINION = "opinion", "Their opinion of restorative justice here"

    class Ground(models.TextChoices):
        """On what the request rests."""

        CONSENT = "consent", "The consent on the referral form names this body"
        FURTHER = "further", "They have agreed to this body as well"
        LEGAL = "legal", "A legal ground other than consent"

    class Source(models.TextChoices):
        """Where the answer comes from."""

        SYSTEM = "system", "Their case management system"
        REPORT = "report", "A report"
        VERBAL = "verbal", "Told by somebody"

    case = models.ForeignKey(Case, models.CASCADE, related_name="enquiries")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="enquiries")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    items = ArrayField(models.CharField(max_length=14, choices=Item.choices), default=list)
    words = LockedTextField(help_text="What is asked, as it was sent.")
    ground = models.CharField(max_length=8, choices=Ground.choices)
    ground_words = LockedCharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=8, blank=True, choices=Source.choices)
    nothing_known = models.BooleanField(default=False)
    reply = LockedTextField(blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    given_up_because = LockedCharField(max_length=300, blank=True)

    class Privacy:
        retention = "case"
        personal = ("words", "ground_words", "reply", "given_up_because")
        plain = (
            "service",
            "file",
            "case",
            "participant",
            "agency",
            "items",
            "ground",
            "sent_at",
            "sent_by",
            "replied_at",
            "recorded_by",
            "source",
            "nothing_known",
            "given_up_at",
        )

    class Meta:
        verbose_name_plural = "enquiries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ground="consent") | ~Q(ground_words=""),
                name="enquiry_says_its_ground",
                violation_error_message="Say on what ground this body may be asked.",
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply="", nothing_known=False)
                | (Q(replied_at__isnull=False) & (~Q(reply="") | Q(nothing_known=True))),
                name="enquiry_reply_says_something",
                violation_error_message="Write down the reply, or that nothing is known.",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True) | ~Q(given_up_because=""),
                name="enquiry_given_up_with_reason",
                violation_error_message="Say why you no longer wait for it.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "sent_at"], name="enquiries_of_a_case")]

    def __str__(self) -> str:
        return f"enquiry {self.pk} of case {self.case_id}"

    @property
    def is_open(self) -> bool:
        """Whether the service still waits for it."""
        return self.replied_at is None and self.given_up_at is None

    @property
    def subject(self) -> str:
        """How its clock and the trail call it."""
        return f"enquiry:{self.pk}"


class Chase(FileRow):
    """Somebody asked the agency again."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="chases")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = LockedTextField(blank=True)

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "file", "enquiry", "at", "by")

    def __str__(self) -> str:
        return f"chase of enquiry {self.enquiry_id}"
