"""Papers sent out together. A bundle belongs to one side's file, and so does every paper in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.documents.models import Document


class Bundle(FileRow):
    """One dispatch under one cover sheet; the other side's papers go in another (Wait 'til Eight s7 para 10.4)."""

    class Method(models.TextChoices):
        """How it goes."""

        POST = "post", "Post, two envelopes"
        COURIER = "courier", "Courier"
        HAND = "hand", "Handed over"

    recipient = models.CharField(max_length=160)
    method = models.CharField(max_length=8, choices=Method.choices)
    begun_at = models.DateTimeField(db_default=Now())
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("recipient",)
        plain = ("service", "file", "method", "begun_at", "begun_by", "sent_on", "sent_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_by__isnull=True)
                | Q(sent_on__isnull=False, sent_by__isnull=False),
                name="bundle_sent_by_somebody",
                violation_error_message="Say who sent it, and when.",
            ),
            models.UniqueConstraint(fields=["id", "file"], name="bundle_of_file"),
        ]

    def __str__(self) -> str:
        return f"bundle {self.pk}"


class Paper(FileRow):
    """One paper in a bundle. PostgreSQL holds that its file is the bundle's."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=160)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("title",)
        plain = ("service", "file", "bundle", "document")

    def __str__(self) -> str:
        return f"paper {self.pk} of bundle {self.bundle_id}"
