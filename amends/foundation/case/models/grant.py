"""Who may open a file, apart from those who see the whole service."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models.file import CaseFile


class FileGrant(models.Model):
    """Who, apart from those who see the whole service, may open a file, from when and why."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, models.PROTECT, related_name="file_grants")
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField(db_default=Now())
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    suspended = models.BooleanField(default=False, help_text="Closed until a declared link has been decided.")
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text="When it closes by itself; empty for as long as the case."
    )
    in_emergency = models.BooleanField(
        default=False, help_text="Opened by the person themselves, for a reason; the manager was told."
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_open_grant",
                violation_error_message="This person can already open the file.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("granted_at")),
                name="grant_ends_after_it_begins",
                violation_error_message="A file closes after it was opened, not before.",
            ),
            models.CheckConstraint(
                condition=Q(in_emergency=False) | Q(ends_at__isnull=False),
                name="emergency_has_an_end",
                violation_error_message="A file opened in an emergency closes by itself.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user"], name="files_of_a_user", condition=Q(ended_at__isnull=True, suspended=False)
            ),
            models.Index(
                fields=["service", "granted_at"], name="open_grants", condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may open file {self.file_id}"
