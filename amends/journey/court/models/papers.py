"""Papers about the person responsible that have to be there in writing: asked for, arrived, passed on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.locking import LockedCharField


class WantedPaper(FileRow):
    """One paper on the list of written information required (Wait 'til Eight section 5 para 12.1)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wanted_papers")
    kind = models.CharField(max_length=20, help_text="As policy/court/papers.yaml calls it.")
    asked_on = models.DateField()
    chased_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    kept_at = models.CharField(
        max_length=120, blank=True, help_text="Where paper is kept that was not scanned."
    )
    passed_on = models.DateField(null=True, blank=True, help_text="When the facilitators were given it.")
    passed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    why_not = LockedCharField(max_length=200, blank=True, help_text="Why it will not come.")

    class Privacy:
        retention = "case"
        personal = ("kept_at", "why_not")
        plain = (
            "service",
            "file",
            "participant",
            "kind",
            "asked_on",
            "chased_on",
            "received_on",
            "attachment",
            "passed_on",
            "passed_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                name="paper_wanted_once",
                violation_error_message="This paper is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="paper_received_after_it_was_asked_for",
                violation_error_message="It cannot have come before it was asked for.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(attachment__isnull=False) | ~Q(kept_at=""),
                name="paper_received_is_somewhere",
                violation_error_message="Add the file, or say where the paper is kept.",
            ),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True, passed_by__isnull=True)
                | Q(passed_on__isnull=False, passed_by__isnull=False, received_on__isnull=False),
                name="paper_passed_on_once_it_is_there",
                violation_error_message="Only what has arrived is passed on, and by somebody.",
            ),
            models.CheckConstraint(
                condition=Q(why_not="") | Q(received_on__isnull=True),
                name="paper_comes_or_does_not",
                violation_error_message="It is either there, or will not come.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "file"],
                name="papers_outstanding",
                condition=Q(received_on__isnull=True, why_not=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of participant {self.participant_id}"

    @property
    def subject(self) -> str:
        """How clocks and the trail name it."""
        return f"wanted_paper:{self.pk}"

    @property
    def is_outstanding(self) -> bool:
        """Neither there nor given up."""
        return self.received_on is None and not self.why_not
