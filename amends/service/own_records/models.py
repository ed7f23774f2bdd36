"""Requests to see one's own record."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.documents.models import Document
from amends.foundation.lib.locking import LockedCharField


class OwnRecordsRequest(FileRow):
    """Somebody asks what is kept about them (Data Protection Act 2018 section 45; Wait 'til Eight s7 para 10.1)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="own_records_requests")
    received_on = models.DateField()
    asked_by = models.CharField(
        max_length=200, blank=True, help_text="Who asks for them, with which right: a parent, a solicitor."
    )
    identity_how = LockedCharField(max_length=200, blank=True, help_text="How we made sure that it is them.")
    identity_on = models.DateField(null=True, blank=True)
    identity_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.OneToOneField(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    released_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    released_how = LockedCharField(max_length=200, blank=True)
    refused_because = LockedCharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("asked_by", "identity_how", "released_how", "refused_because")
        plain = (
            "service",
            "file",
            "participant",
            "received_on",
            "identity_on",
            "identity_by",
            "document",
            "released_on",
            "released_by",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        verbose_name = "request to see their own record"
        verbose_name_plural = "requests to see their own record"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True)
                | Q(released_by__isnull=False, document__isnull=False, identity_on__isnull=False),
                name="released_after_identity_was_checked",
                violation_error_message="Make sure who it is, and make the pack, before anything is given out.",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(released_on__gte=F("received_on")),
                name="released_after_it_was_asked_for",
                violation_error_message="It cannot be given out before it was asked for.",
            ),
            models.CheckConstraint(
                condition=Q(refused_because="") | Q(released_on__isnull=True),
                name="released_or_refused",
                violation_error_message="A request is either answered with the record or refused.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="own_records_of_a_person")]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.released_on is None and not self.refused_because
