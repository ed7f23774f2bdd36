"""A request to the police for how to reach people harmed, followed to address and telephone."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.case.models import FileRow
from amends.foundation.documents.models import Document
from amends.journey.eligibility.models import Enquiry


class DetailsAsked(FileRow):
    """The form that went with an enquiry to the police, and what has come of it (Wait 'til Eight appendix 4A)."""

    enquiry = models.OneToOneField(Enquiry, models.CASCADE, related_name="details_asked")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    officer = models.CharField(max_length=160, blank=True, help_text="The officer in the case.")
    address_on = models.DateField(null=True, blank=True)
    telephone_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("officer",)
        plain = ("service", "file", "enquiry", "document", "address_on", "telephone_on", "made_at")

    class Meta:
        verbose_name_plural = "requests to the police"
        indexes: ClassVar = [models.Index(fields=["file"], name="details_asked_of_a_file")]

    def __str__(self) -> str:
        return f"details asked with enquiry {self.enquiry_id}"

    @property
    def is_complete(self) -> bool:
        """Whether both have come."""
        return self.address_on is not None and self.telephone_on is not None

    def days_outstanding(self, on: date | None = None) -> int:
        """How long it has taken, or takes so far, until both address and telephone are there."""
        end = on or timezone.localdate()
        if self.address_on and self.telephone_on:
            end = max(self.address_on, self.telephone_on)
        return (end - timezone.localtime(self.enquiry.sent_at).date()).days
