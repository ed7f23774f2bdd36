"""The case pack: which papers the facilitators are given, item by item, and what is kept from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseFile, CaseRow
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class Pack(CaseRow):
    """One handing over of papers. Facilitators see the newest."""

    version = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "version"],
                name="pack_version_once",
                violation_error_message="Somebody has just issued this version.",
            )
        ]

    def __str__(self) -> str:
        return f"pack {self.version} of case {self.case_id}"


class PackItem(CaseRow):
    """One paper and whether it is for the facilitators. Undecided counts as not included."""

    class Kind(models.TextChoices):
        """What it is; the words shown in the list."""

        RECEIVED = "received", "Handed in"
        DOCUMENT = "document", "Letter or form"
        REPLY = "reply", "Reply of another body"
        REFERRAL = "referral", "Referral"
        NOTE = "note", "Note"
        OTHER = "other", "Other"

    file = models.ForeignKey(
        CaseFile,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose it is; empty: of both sides.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    subject = models.CharField(max_length=80, help_text="The row it stands for, as model:key.")
    title = models.CharField(max_length=160)
    link = models.CharField(max_length=200, blank=True)
    words = LockedTextField(blank=True, help_text="For what is no file: a note, or what the referral says.")
    included = models.BooleanField(null=True, blank=True)
    reason_withheld = LockedCharField(max_length=300, blank=True)
    issued_version = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The pack with which it was first handed over."
    )

    class Privacy:
        retention = "case"
        personal = ("title", "words", "reason_withheld")
        plain = ("service", "case", "file", "kind", "subject", "link", "included", "issued_version")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "subject"],
                name="pack_item_once",
                violation_error_message="This is already in the list.",
            ),
            models.CheckConstraint(
                condition=Q(included__isnull=True) | Q(included=True) | ~Q(reason_withheld=""),
                name="withheld_with_reason",
                violation_error_message="Say why it is kept from the facilitators.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} in the pack of case {self.case_id}"
